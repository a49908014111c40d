from datetime import UTC, datetime, timedelta

import pytest

from conftest import NOON, make_user
from training.models import Assignment, PlannedSession
from training.planning import catch_up
from training.tasks import catch_up as catch_up_task
from training.tests.plans import dates_of, day, do, make_plan

SEQUENCE = Assignment.Mode.SEQUENCE


def status_of(planned):
    return PlannedSession.objects.get(pk=planned.pk).status


def test_on_fixed_days_what_was_not_begun_is_missed(ana):
    first, second, today, later = make_plan(ana, day(-4), day(-1), day(0), day(2))
    do(first)
    catch_up(at=NOON)
    found = [status_of(planned) for planned in (first, second, today, later)]
    assert found == ["done", "missed", "planned", "planned"]


def test_a_session_under_way_is_not_missed(ana):
    (yesterday,) = make_plan(ana, day(-1))
    do(yesterday, finished=False)
    catch_up(at=NOON)
    assert status_of(yesterday) == "under_way"


def test_what_was_skipped_is_not_missed_as_well(ana):
    (yesterday,) = make_plan(ana, day(-1), skipped_at=NOON)
    catch_up(at=NOON)
    assert status_of(yesterday) == "skipped"


def test_in_order_the_next_waits_on_today_and_the_others_keep_their_distance(ana):
    first, *_ = make_plan(ana, day(-4), day(-2), day(1), mode=SEQUENCE)
    do(first)
    catch_up(at=NOON)
    assert dates_of(ana) == [day(-4), day(0), day(3)]
    assert PlannedSession.objects.filter(missed_at__isnull=False).count() == 0


def test_in_order_on_weekdays_the_others_stay_on_weekdays(ana):
    make_plan(ana, day(-3), day(0), day(2), mode=SEQUENCE, weekdays=[0, 2, 4])
    catch_up(at=NOON)
    assert dates_of(ana) == [day(0), day(2), day(4)]


def test_what_an_ended_sequence_left_behind_is_missed_and_does_not_wait(ana):
    (planned,) = make_plan(ana, day(-3), mode=SEQUENCE)
    Assignment.objects.update(ended_at=NOON)
    catch_up(at=NOON)
    assert (status_of(planned), dates_of(ana)) == ("missed", [day(-3)])


def test_twice_is_the_same_as_once(ana):
    make_plan(ana, day(-4), day(-2), mode=SEQUENCE)
    make_plan(ana, day(-1))
    catch_up(at=NOON)
    once = list(PlannedSession.objects.order_by("pk").values())
    catch_up(at=NOON + timedelta(minutes=5))
    assert list(PlannedSession.objects.order_by("pk").values()) == once


@pytest.mark.parametrize(
    ("zone", "at", "missed"),
    [
        ("Pacific/Auckland", datetime(2026, 3, 2, 11, 30, tzinfo=UTC), True),  # Tuesday there
        ("UTC", datetime(2026, 3, 2, 23, 30, tzinfo=UTC), False),
        ("Pacific/Kiritimati", datetime(2026, 3, 2, 10, 5, tzinfo=UTC), True),  # 14 hours ahead
        ("Pacific/Pago_Pago", datetime(2026, 3, 3, 10, 30, tzinfo=UTC), False),  # still Monday
        # The clocks of Berlin go on at 2:00 on 29 March, and the day is still the day.
        ("Europe/Berlin", datetime(2026, 3, 2, 22, 59, tzinfo=UTC), False),
        ("Europe/Berlin", datetime(2026, 3, 2, 23, 0, tzinfo=UTC), True),
    ],
)
def test_a_day_ends_where_the_trainee_is(ana, zone, at, missed):
    ana.profile.time_zone = zone
    ana.profile.save()
    (monday,) = make_plan(ana, day(0))
    catch_up(at=at)
    assert status_of(monday) == ("missed" if missed else "planned")


@pytest.mark.parametrize(
    ("at", "waits_on"),
    [
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), 28),  # the night the clocks go on
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 29),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), 29),
        (datetime(2026, 3, 29, 22, 1, tzinfo=UTC), 30),
    ],
)
def test_the_night_the_clocks_change_moves_no_day_twice(ana, at, waits_on):
    ana.profile.time_zone = "Europe/Berlin"
    ana.profile.save()
    make_plan(ana, day(25), day(28), mode=SEQUENCE)
    catch_up(at=at)
    first, second = dates_of(ana)
    assert first.day == waits_on
    assert second - first == timedelta(days=3)


def test_the_end_of_a_month_is_a_day_like_others(ana):
    make_plan(ana, datetime(2026, 2, 28, tzinfo=UTC).date(), mode=SEQUENCE)
    catch_up(at=datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert [found.isoformat() for found in dates_of(ana)] == ["2026-03-01"]


def test_only_those_who_are_asked_about_are_looked_at(ana, sam):
    (hers,), (his,) = make_plan(ana, day(-1)), make_plan(sam, day(-1))
    catch_up(at=NOON, trainee_ids=[ana.pk])
    assert (status_of(hers), status_of(his)) == ("missed", "planned")


def test_it_asks_one_question_when_there_is_nothing_to_do(ana, django_assert_num_queries):
    make_plan(ana, day(0), day(2))
    with django_assert_num_queries(1):
        catch_up(at=NOON, trainee_ids=[ana.pk])


def test_it_asks_as_often_for_many_people_as_for_one(db, django_assert_max_num_queries):
    for number in range(12):
        trainee = make_user(f"Trainee {number}")
        make_plan(trainee, day(-3), day(-1), day(1))
        make_plan(trainee, day(-3), day(-1), day(1), mode=SEQUENCE)
    with django_assert_max_num_queries(11):
        catch_up(at=NOON)
    assert PlannedSession.objects.filter(missed_at__isnull=False).count() == 24


def test_the_hourly_task_does_it_for_everyone(ana, time_machine):
    (yesterday,) = make_plan(ana, day(-1))
    time_machine.move_to(NOON, tick=False)
    catch_up_task()
    assert status_of(yesterday) == "missed"
