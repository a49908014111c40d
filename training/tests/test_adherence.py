from datetime import timedelta

import pytest

from conftest import NOON, make_user
from training.adherence import Share, standings
from training.needs import needs_of
from training.planning import catch_up
from training.tests.plans import day, do, make_plan


def standing_of(trainee, *, at):
    return standings([trainee], at=at)[trainee.pk]


def reasons(trainee):
    _, flags = needs_of([trainee], at=NOON)[trainee.pk]
    return [flag.reason for flag in flags]


def test_done_over_due_in_7_30_and_90_days(ana):
    plan = make_plan(ana, *map(day, (-80, -40, -20, -8, -6, -2, 0, 1)))
    for planned in plan[::2]:
        do(planned)  # those of -80, -20, -6 and today
    standing = standing_of(ana, at=NOON)
    assert standing.shares == {7: Share(2, 3), 30: Share(3, 5), 90: Share(4, 7)}
    assert standing.share(7).percent == 67
    assert standing.last_outcomes == ["done", "missed", "done", "missed", "done", "missed", "done"]


def test_todays_is_not_due_until_it_is_done_or_skipped(ana):
    (today,) = make_plan(ana, day(0))
    assert standing_of(ana, at=NOON).share(7) == Share(0, 0)
    assert standing_of(ana, at=NOON).share(7).percent is None
    today.skip(at=NOON)
    assert standing_of(ana, at=NOON).share(7) == Share(0, 1)


def test_what_is_skipped_or_done_ahead_counts_on_its_own_day(ana):
    skipped, early = make_plan(ana, day(1), day(2))
    skipped.skip(at=NOON)
    do(early, day=day(-1))
    standing = standing_of(ana, at=NOON)
    assert standing.days == [(day(-1), "done")]
    assert standing.share(7) == Share(1, 1)


def test_a_session_under_way_is_neither_done_nor_missed(ana):
    (today,) = make_plan(ana, day(0))
    do(today, finished=False)
    assert standing_of(ana, at=NOON).share(7) == Share(0, 0)
    assert "Training now" in reasons(ana)


def test_the_last_session_and_the_next_planned(ana):
    first, second, third, last = make_plan(ana, day(-4), day(-2), day(1), day(20))
    do(first)
    session = do(second)
    standing = standing_of(ana, at=NOON)
    assert standing.last_session == session
    assert standing.days_since_last_session == 2
    assert standing.next_planned == third
    assert standing.last_planned_day == last.date


def test_a_sequence_waits_today_even_before_the_hourly_task(ana):
    make_plan(ana, day(-3), day(-1), mode="sequence")
    assert standing_of(ana, at=NOON).next_planned.date == day(0)


@pytest.mark.parametrize(
    ("planned", "done", "expected"),
    [
        ([-1, 0, 20], [-1], []),
        ([-6, -4, -2, 20], [-2], ["Missed 2 of 3 in 7 days"]),
        ([-6, -4, 20], [], ["Missed 2 of 2 in 7 days", "No session yet"]),
        ([-10, 20], [-10], ["No session for 10 days"]),
        ([-20, 20], [-20], ["No session for 20 days"]),
        ([-1, 4], [-1], ["Nothing planned after Friday"]),
        ([-1, 0], [-1], ["Nothing planned after today"]),
        ([-1, 7], [-1], ["Nothing planned after Monday 9 March"]),
        ([-1], [-1], ["Nothing planned"]),
    ],
)
def test_who_needs_the_trainer_and_why(ana, planned, done, expected):
    for row in make_plan(ana, *map(day, planned)):
        if (row.date - day(0)).days in done:
            do(row)
    assert reasons(ana) == expected


def test_thirty_trainees_cost_as_many_queries_as_one(db, django_assert_num_queries):
    trainees = [make_user(f"Trainee {number}") for number in range(30)]
    for trainee in trainees:
        done, *_ = make_plan(trainee, day(-3), day(-1), day(2))
        do(done)
    catch_up(at=NOON)
    for some in (trainees[:1], trainees):
        with django_assert_num_queries(5):
            standings(some, at=NOON)
    with django_assert_num_queries(6):
        needs_of(trainees, at=NOON + timedelta(minutes=1))
