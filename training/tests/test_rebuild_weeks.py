from datetime import date, timedelta
from decimal import Decimal

import pytest

from training.models import LoadMode, Session, Set, TraineeWeek, TraineeWeekMuscle
from training.tests.log import make_exercise, make_item, make_session, make_sets, make_workout
from training.weeks import monday_of, rebuild_weeks

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def rebuild(ana, *weeks):
    rebuild_weeks(trainee_id=ana.pk, weeks=weeks or [MONDAY])


def muscles(week=MONDAY):
    return dict(TraineeWeekMuscle.objects.filter(week=week).values_list("muscle", "sets"))


@pytest.mark.parametrize("days", range(7))
def test_a_week_begins_on_monday(days):
    assert monday_of(MONDAY + timedelta(days=days)) == MONDAY


def test_a_week_by_hand(ana):
    squat = make_exercise()
    row = make_exercise("row", muscles={"lats": "1", "biceps": "0.5"})
    make_workout(ana, squat, (100, 5), (100, 5), days=0)
    make_workout(ana, squat, (60, 5), kind="warm_up", days=2)
    make_workout(ana, row, (50, 10), days=6)
    make_workout(ana, row, (50, 10), days=7)  # the next Monday
    rebuild(ana)
    week = TraineeWeek.objects.get()
    assert (week.week, week.sessions, week.sets, week.volume_kg, week.duration_s) == (
        MONDAY,
        3,
        3,
        Decimal("1500.000"),
        3 * 3600,
    )
    assert muscles() == {"quads": 2, "glutes": 1, "lats": 1, "biceps": Decimal("0.5")}


def test_help_from_a_machine_is_not_volume(ana):
    dip = make_exercise("dip", "bodyweight_reps")
    make_workout(ana, dip, (30, 10), load_mode=LoadMode.ASSISTED)
    make_workout(ana, dip, (10, 10), load_mode=LoadMode.ADDED)
    rebuild(ana)
    assert TraineeWeek.objects.get().volume_kg == 100


def test_a_deletion_heals_the_week(ana):
    _, second = make_workout(ana, make_exercise(), (100, 5), (100, 5))
    rebuild(ana)
    second.delete()
    rebuild(ana)
    assert TraineeWeek.objects.get().sets == 1
    assert muscles()["quads"] == 1
    Session.objects.all().delete()
    rebuild(ana)
    assert not TraineeWeek.objects.exists()
    assert not TraineeWeekMuscle.objects.exists()


def test_a_session_begun_without_a_set_done_does_not_count(ana):
    item = make_item(make_session(ana, finished_at=None), make_exercise())
    make_sets(item, (100, 5))
    Set.objects.update(completed_at=None)
    rebuild(ana)
    assert not TraineeWeek.objects.exists()


def test_the_day_is_where_the_trainee_was(ana):
    ana.profile.time_zone = "Pacific/Auckland"  # 13 hours ahead: Sunday noon is Monday there
    session = make_session(ana, days=6)
    make_sets(make_item(session, make_exercise()), (100, 5))
    assert session.day == MONDAY + timedelta(days=7)
    rebuild(ana, session.day)
    assert TraineeWeek.objects.get().week == MONDAY + timedelta(days=7)


@pytest.mark.parametrize("weeks", [2, 10])
def test_many_weeks_take_the_queries_of_one(ana, weeks, django_assert_num_queries):
    squat = make_exercise()
    for week in range(weeks):
        make_workout(ana, squat, (100, 5), days=7 * week)
    with django_assert_num_queries(4):
        rebuild(ana, *[MONDAY + timedelta(weeks=week) for week in range(weeks)])
    assert TraineeWeek.objects.count() == weeks
