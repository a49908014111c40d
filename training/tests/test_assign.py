from datetime import date

import pytest

from accounts import coaching
from accounts.models import Coaching
from conftest import NOON, start_coaching
from fitapp.lib.events import on
from training import planning
from training.events import ProgramAssigned
from training.models import Assignment, Block, PlannedSession
from training.planning import assign, assign_to_each
from training.tests.plans import MONDAY, dates_of, day, do, make_version

TERMS = {"mode": "calendar", "starts_on": MONDAY, "weekdays": [], "at": NOON}


def test_each_workout_of_each_cycle_is_planned_on_its_day(ana, cole):
    version = make_version(cole, days=(1, 3), cycles=2)
    assignment = assign(version=version, trainee=ana, by=cole, **TERMS)
    rows = assignment.planned_sessions.in_order()
    assert [(row.date, row.name, row.cycle, row.position) for row in rows] == [
        (day(0), "Day A", 1, 0),
        (day(2), "Day B", 1, 1),
        (day(7), "Day A", 2, 2),
        (day(9), "Day B", 2, 3),
    ]
    assert {row.trainee for row in rows} == {ana}
    assert {row.block_name for row in rows} == {"Base"}


def test_with_weekdays_the_workouts_go_onto_them_in_order(ana, cole):
    version = make_version(cole, days=(1, 2, 3), cycles=1)
    assign(
        version=version,
        trainee=ana,
        by=cole,
        **TERMS | {"weekdays": [4, 1, 1], "starts_on": date(2026, 3, 4)},
    )
    assert dates_of(ana) == [day(4), day(8), day(11)]
    assert Assignment.objects.get().weekdays == [1, 4]


def test_what_is_planned_is_a_copy_that_the_program_does_not_reach(ana):
    version = make_version(ana, days=(1,), cycles=1)
    assign(version=version, trainee=ana, by=ana, **TERMS)
    Block.objects.get().workouts.update(name="Renamed")
    planned = PlannedSession.objects.get()
    assert (planned.name, planned.document["name"]) == ("Day A", "Day A")


def test_it_is_announced_once_it_is_true(ana, cole, django_capture_on_commit_callbacks):
    heard = []
    on(ProgramAssigned)(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        assignment = assign(version=make_version(cole), trainee=ana, by=cole, **TERMS)
    assert heard == [
        ProgramAssigned(assignment_id=assignment.pk, trainee_id=ana.pk, assigned_by_id=cole.pk)
    ]


def test_a_trainer_cannot_assign_to_a_person_they_do_not_coach(ana, tess):
    with pytest.raises(planning.NotYourTrainee):
        assign(version=make_version(tess), trainee=ana, by=tess, **TERMS)


def test_a_trainer_cannot_assign_once_coaching_has_ended(ana, cole):
    coaching.end(coaching=Coaching.objects.get(), by=ana, at=NOON)
    with pytest.raises(planning.NotYourTrainee):
        assign(version=make_version(cole), trainee=ana, by=cole, **TERMS)


def test_nobody_assigns_a_program_they_cannot_see(ana, tess):
    with pytest.raises(planning.ProgramNotThere):
        assign(version=make_version(tess), trainee=ana, by=ana, **TERMS)


def test_a_public_program_is_there_for_everyone(ana):
    assert assign(version=make_version(), trainee=ana, by=ana, **TERMS).trainee == ana


def test_a_program_without_workouts_cannot_be_assigned(ana):
    with pytest.raises(planning.ProgramIsEmpty):
        assign(version=make_version(ana, days=()), trainee=ana, by=ana, **TERMS)


@pytest.mark.parametrize("starts_on", [date(2025, 2, 28), date(2027, 3, 5), date(9999, 12, 31)])
def test_a_start_more_than_a_year_away_is_refused(ana, starts_on):
    with pytest.raises(planning.TooFarAway):
        assign(version=make_version(ana), trainee=ana, by=ana, **TERMS | {"starts_on": starts_on})


@pytest.mark.parametrize("weekdays", [[7], [-1], [0, 9]])
def test_a_week_has_seven_days(ana, weekdays):
    with pytest.raises(planning.NoSuchWeekdays):
        assign(version=make_version(ana), trainee=ana, by=ana, **TERMS | {"weekdays": weekdays})


def test_a_program_that_runs_is_not_assigned_twice(ana, cole):
    version = make_version(cole)
    assign(version=version, trainee=ana, by=cole, **TERMS)
    newer = make_version(cole, program=version.program)
    with pytest.raises(planning.AlreadyAssigned, match="Ana trains with Basics already"):
        assign(version=newer, trainee=ana, by=cole, **TERMS)


def test_a_program_that_was_trained_through_can_be_assigned_again(ana):
    version = make_version(ana, days=(1,), cycles=1)
    first = assign(version=version, trainee=ana, by=ana, **TERMS)
    do(first.planned_sessions.get())
    assign(version=version, trainee=ana, by=ana, **TERMS | {"starts_on": day(7)})
    assert dates_of(ana) == [day(0), day(7)]


def test_several_get_it_or_none(ana, cole, sam):
    version = make_version(cole, days=(1,), cycles=1)
    with pytest.raises(planning.NotYourTrainee):
        assign_to_each(trainees=[ana, sam], version=version, by=cole, **TERMS)
    assert not Assignment.objects.exists()
    start_coaching(cole, sam)
    made = assign_to_each(trainees=[ana, sam, cole], version=version, by=cole, **TERMS)
    assert [assignment.trainee for assignment in made] == [ana, sam, cole]


def test_a_long_program_costs_as_many_queries_as_a_short_one(ana, django_assert_max_num_queries):
    for cycles in (1, 26):
        version = make_version(ana, name=f"{cycles} weeks", cycles=cycles)
        with django_assert_max_num_queries(24):
            assign(version=version, trainee=ana, by=ana, **TERMS)
    assert PlannedSession.objects.count() == 3 + 78
