from datetime import timedelta

import pytest

from conftest import NOON
from training.documents import create_program, read_document, write_document
from training.models import Assignment, Block, PlannedSession, Workout
from training.open_ends import AHEAD, lay_out_ahead
from training.pausing import pause, resume
from training.planning import assign, change_terms
from training.tests.plans import dates_of, day, make_version
from training.tests.programs import (
    block_of,
    group_of,
    item_of,
    make_exercises,
    program_of,
    set_of,
    workout_of,
)
from training.updates import changes_for, update_assignment

BLOCK, PROGRAM, NONE = Assignment.OpenEnd.BLOCK, Assignment.OpenEnd.PROGRAM, Assignment.OpenEnd.NONE
LAST = (NOON + AHEAD).date()


def give(ana, version, open_end, *, weekdays=(), mode="calendar"):
    return assign(
        version=version,
        trainee=ana,
        by=ana,
        mode=mode,
        starts_on=day(0),
        weekdays=weekdays,
        open_end=open_end,
        at=NOON,
    )


def two_blocks(ana):
    """A week of one workout, then a week of two."""
    version = make_version(ana, days=(1,), cycles=1)
    block = Block.objects.create(version=version, position=1, name="Peak", cycles=1)
    for position, number in enumerate((2, 4)):
        Workout.objects.create(block=block, position=position, day=number, name=f"Peak {number}")
    return version


def names(ana, count):
    rows = PlannedSession.objects.filter(trainee=ana).in_order()
    return list(rows.values_list("name", flat=True)[:count])


@pytest.mark.parametrize(
    ("open_end", "expected"),
    [
        (NONE, ["Day A", "Peak 2", "Peak 4"]),
        (BLOCK, ["Day A", "Peak 2", "Peak 4", "Peak 2", "Peak 4", "Peak 2", "Peak 4"]),
        (PROGRAM, ["Day A", "Peak 2", "Peak 4", "Day A", "Peak 2", "Peak 4", "Day A"]),
    ],
)
def test_what_is_repeated_after_the_last_workout(ana, open_end, expected):
    give(ana, two_blocks(ana), open_end)
    assert names(ana, 7) == expected


def test_whole_cycles_are_laid_out_eight_weeks_ahead(ana):
    give(ana, make_version(ana, days=(1, 3), cycles=1), BLOCK)
    weeks = range(9)
    assert dates_of(ana) == [day(7 * week + offset) for week in weeks for offset in (0, 2)]


def test_a_cycle_of_nine_days_goes_on_every_nine_days(ana):
    give(ana, make_version(ana, days=(1, 4, 7), cycles=1, cycle_days=9), BLOCK)
    assert dates_of(ana)[:7] == [day(n) for n in (0, 3, 6, 9, 12, 15, 18)]
    assert LAST <= dates_of(ana)[-1] < LAST + timedelta(days=9)


def test_weekdays_go_on(ana):
    give(ana, make_version(ana, days=(1, 2, 3), cycles=1), BLOCK, weekdays=[0, 3])
    assert dates_of(ana)[:5] == [day(n) for n in (0, 3, 7, 10, 14)]


def test_the_nights_lay_out_what_is_missing_and_nothing_twice(ana, django_assert_num_queries):
    give(ana, make_version(ana, days=(1,), cycles=1), BLOCK)
    with django_assert_num_queries(1):
        lay_out_ahead(at=NOON)
    assert len(dates_of(ana)) == 9
    for _ in range(2):
        lay_out_ahead(at=NOON + timedelta(weeks=1))
    assert len(dates_of(ana)) == 10
    lay_out_ahead(at=NOON + timedelta(weeks=3), trainee_ids=[])
    assert len(dates_of(ana)) == 10
    positions = PlannedSession.objects.in_order().values_list("position", "cycle")
    assert list(positions) == [(n, n + 1) for n in range(10)]


@pytest.mark.parametrize("state", ["ended_at", "paused_on", "version"])
def test_what_has_ended_rests_or_lost_its_program_stays_as_it_is(ana, state):
    give(ana, make_version(ana, days=(1,), cycles=1), BLOCK)
    value = {"ended_at": NOON, "paused_on": day(0), "version": None}[state]
    Assignment.objects.update(**{state: value})
    lay_out_ahead(at=NOON + timedelta(weeks=5))
    assert len(dates_of(ana)) == 9


def test_an_end_that_is_opened_and_closed_again(ana):
    plan = give(ana, two_blocks(ana), NONE)
    change_terms(assignment=plan, open_end=PROGRAM, at=NOON)
    assert names(ana, 5) == ["Day A", "Peak 2", "Peak 4", "Day A", "Peak 2"]
    change_terms(assignment=plan, open_end=BLOCK, at=NOON)
    assert names(ana, 5) == ["Day A", "Peak 2", "Peak 4", "Peak 2", "Peak 4"]
    change_terms(assignment=plan, open_end=NONE, at=NOON)
    assert dates_of(ana) == [day(0), day(8), day(10)]


def test_an_update_reaches_what_is_repeated(ana):
    version = make_version(ana, days=(1,), cycles=1)
    plan = give(ana, version, BLOCK)
    newer = make_version(ana, days=(1,), cycles=1, program=version.program)
    Workout.objects.filter(block__version=newer).update(name="Heavier")
    assert {change.kind for change in changes_for(plan, at=NOON)} == {"changed"}
    assert len(update_assignment(assignment=plan, at=NOON)) == 9
    assert set(names(ana, 9)) == {"Heavier"}
    lay_out_ahead(at=NOON + timedelta(weeks=1))
    assert names(ana, 10) == ["Heavier"] * 10


def wave_of(percent):
    rule = {"axis": "training_max", "step": 2.5, "wave": [0, 5, 10]}
    item = item_of(progression=[rule])
    item["sets"] = [set_of(load_kind="percent_1rm", load_kg=None, load_percent=percent)]
    workout = workout_of(groups=[group_of(item)])
    return program_of(blocks=[block_of(workouts=[workout], cycles=1)])


def percents(ana):
    rows = PlannedSession.objects.filter(trainee=ana).in_order()
    groups = [row.document["groups"][0] for row in rows]
    return [group["items"][0]["sets"][0]["load_percent"] for group in groups]


def test_waves_go_on_over_a_pause_and_an_update_in_it(ana):
    make_exercises()
    program = create_program(owner=ana, document=wave_of(70), at=NOON)
    plan = give(ana, program.current(), BLOCK)
    pause(assignment=plan, at=NOON)
    read = read_document(program.current())
    write_document(
        program=program, document=wave_of(65) | {"id": read["id"]}, by=ana, at=NOON, revision="*"
    )
    update_assignment(assignment=plan, at=NOON + timedelta(days=3))
    lay_out_ahead(at=NOON + timedelta(days=7))
    assert percents(ana) == [65, 70, 75] * 3, "nothing is laid out during a pause"
    resume(assignment=plan, move=True, at=NOON + timedelta(days=14))
    assert dates_of(ana)[:2] == [day(14), day(21)]
    assert dates_of(ana)[-1] >= LAST + timedelta(days=14)
    assert percents(ana)[:12] == ([65, 70, 75] * 4)[: len(dates_of(ana))]
    positions = PlannedSession.objects.in_order().values_list("position", flat=True)
    assert list(positions) == list(range(len(dates_of(ana))))
