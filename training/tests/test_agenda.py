"""What became of what was planned, as the calendar knows it."""

from datetime import timedelta

import pytest

from conftest import NOON
from training.agenda import days_between, outcomes_of
from training.planning import catch_up
from training.tests.plans import day, do, make_plan

pytestmark = pytest.mark.django_db


def outcomes(trainee):
    catch_up(at=NOON, trainee_ids=[trainee.pk])
    first, last = NOON.date() - timedelta(weeks=11), NOON.date() + timedelta(days=6)
    days = days_between(first, last, trainee=trainee, today=NOON.date())
    return outcomes_of(days, today=NOON.date())


def test_each_is_done_missed_or_waiting_on_its_day(ana):
    done, *_ = make_plan(ana, *map(day, (-9, -7, 0, 3, 8)))
    do(done)
    assert outcomes(ana) == [
        (day(-9), "done"),
        (day(-7), "missed"),
        (day(0), "waiting"),
        (day(3), "waiting"),
    ]


def test_what_is_skipped_counts_from_its_day_on(ana):
    today, later = make_plan(ana, day(0), day(2))
    today.skip(at=NOON)
    later.skip(at=NOON)
    assert outcomes(ana) == [(day(0), "missed")]


def test_what_was_begun_in_an_earlier_week_and_never_finished_is_no_outcome(ana):
    old, new = make_plan(ana, day(-8), day(0))
    do(old, finished=False)
    do(new, finished=False)
    assert outcomes(ana) == [(day(0), "waiting")]


def test_a_workout_without_a_plan_is_no_outcome(ana):
    (planned,) = make_plan(ana, day(-1))
    session = do(planned)
    session.planned = None
    session.save(update_fields=["planned"])
    assert outcomes(ana) == [(day(-1), "missed")]
