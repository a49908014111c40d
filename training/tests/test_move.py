from datetime import UTC, datetime

import pytest

from conftest import NOON
from training.models import PlannedSession
from training.models.assignments import NotPlannedAnyMore, WorkoutAlreadyBegun
from training.planning import DayHasPassed, TooFarAway, catch_up, move
from training.tests.plans import dates_of, day, do, make_plan


def test_one_moves_and_the_others_stay(ana):
    first, *_ = make_plan(ana, day(0), day(2), day(4))
    move(planned=first, to=day(1), others=False, at=NOON)
    assert dates_of(ana) == [day(1), day(2), day(4)]
    assert PlannedSession.objects.get(pk=first.pk).moved_at == NOON


def test_the_later_ones_follow_and_the_earlier_stay(ana):
    _, second, *_ = make_plan(ana, day(0), day(2), day(4))
    move(planned=second, to=day(5), others=True, at=NOON)
    assert dates_of(ana) == [day(0), day(5), day(7)]


def test_of_two_on_a_day_only_the_second_follows_the_first(ana):
    morning, evening = make_plan(ana, day(1), day(1))
    move(planned=evening, to=day(2), others=True, at=NOON)
    assert dates_of(ana) == [day(1), day(2)]
    move(planned=morning, to=day(3), others=True, at=NOON)
    assert dates_of(ana) == [day(3), day(4)]


def test_what_was_done_or_skipped_does_not_follow(ana):
    first, skipped, _ = make_plan(ana, day(0), day(2), day(4))
    skipped.skip(at=NOON)
    move(planned=first, to=day(1), others=True, at=NOON)
    assert dates_of(ana) == [day(1), day(2), day(5)]


def test_another_program_does_not_follow(ana):
    (first,) = make_plan(ana, day(0))
    make_plan(ana, day(2))
    move(planned=first, to=day(4), others=True, at=NOON)
    assert dates_of(ana) == [day(2), day(4)]


def test_a_missed_or_skipped_workout_can_be_planned_again(ana):
    _, skipped = make_plan(ana, day(-2), day(1))
    skipped.skip(at=NOON)
    catch_up(at=NOON)
    for planned in PlannedSession.objects.all():
        move(planned=planned, to=day(3), others=False, at=NOON)
    assert {planned.status for planned in PlannedSession.objects.all()} == {"planned"}
    assert dates_of(ana) == [day(3), day(3)]


@pytest.mark.parametrize("finished", [True, False])
def test_what_has_begun_stays_where_it_is(ana, finished):
    (planned,) = make_plan(ana, day(0))
    do(planned, finished=finished)
    with pytest.raises(WorkoutAlreadyBegun):
        move(planned=planned, to=day(1), others=False, at=NOON)
    with pytest.raises(WorkoutAlreadyBegun):
        planned.skip(at=NOON)


def test_nothing_moves_into_the_past_of_the_trainee(ana):
    ana.profile.time_zone = "Pacific/Auckland"
    ana.profile.save()
    (planned,) = make_plan(ana, day(3))
    tuesday_there = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(DayHasPassed):
        move(planned=planned, to=day(0), others=False, at=tuesday_there)
    move(planned=planned, to=day(1), others=False, at=tuesday_there)
    assert dates_of(ana) == [day(1)]


def test_nothing_moves_more_than_a_year_away(ana):
    (planned,) = make_plan(ana, day(3))
    with pytest.raises(TooFarAway):
        move(planned=planned, to=day(400), others=False, at=NOON)


def test_a_workout_is_skipped_once(ana):
    (planned,) = make_plan(ana, day(3))
    planned.skip(at=NOON)
    with pytest.raises(NotPlannedAnyMore):
        planned.skip(at=NOON)


def test_moving_many_asks_no_more_than_moving_few(ana, django_assert_max_num_queries):
    (few, *_) = make_plan(ana, day(0), day(1))
    (many, *_) = make_plan(ana, *map(day, range(60)))
    for first in (few, many):
        with django_assert_max_num_queries(8):
            move(planned=first, to=day(3), others=True, at=NOON)
