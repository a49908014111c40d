"""Percentages of a training max, wave after wave."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from training import waves
from training.documents import create_program, workout_documents
from training.progression import Past, targets
from training.tests.programs import (
    block_of,
    group_of,
    item_of,
    make_exercises,
    program_of,
    set_of,
    workout_of,
)

D = Decimal
RULE = {"axis": "training_max", "step": 2.5, "wave": [0, 5, 10]}
TOP = {"kind": "work", "load_kind": "percent_1rm", "reps_min": 5, "reps_max": 5}


def done(*, max_kg=100, wave=1, reps=5, load=85):
    return [
        Past(
            load_kg=D(load), reps=reps, target_load_kg=D(load), target_reps_min=5,
            target_reps_max=5, max_kg=D(max_kg), wave=wave,
        )
    ]  # fmt: skip


def stands(history, *, wave, rule=RULE, e1rm=None, unit="kg"):
    found = waves.training_max(waves.rule_of([rule]), history, wave=wave, e1rm_kg=e1rm, unit=unit)
    return found and (found.kg, found.why)


def test_the_first_is_nine_tenths_of_the_estimated_max():
    assert stands([], wave=1, e1rm=D(120)) == (
        D(108),
        "By a training max of 108 kg, nine tenths of your estimated max of 120 kg.",
    )
    assert stands([], wave=1) is None


@pytest.mark.parametrize("wave", [1, 4])
def test_within_a_wave_and_in_an_earlier_one_it_stays(wave):
    assert stands([done(wave=4)], wave=wave) == (D(100), "By a training max of 100 kg.")


@pytest.mark.parametrize(
    ("history", "more", "found"),
    [
        ([done(), done()], {}, (D("102.5"), "Training max up 2.5 kg to 102.5 kg: every set of the"
         " last wave reached its target.")),
        ([done(reps=3), done()], {}, (D(100), "Training max stays at 100 kg: the last wave fell"
         " short.")),
        ([done(reps=3), done()], {"on_fail": "reduce"}, (D(100), "Training max stays at 100 kg: the"
         " last wave fell short.")),
        ([done(reps=3), done(reps=4)], {"on_fail": "reduce"}, (D(90), "Training max down to 90 kg:"
         " the last wave fell short 2 times.")),
        ([done(reps=3)], {"on_fail": "reduce", "fail_after": 1, "fail_percent": 5}, (D(95),
         "Training max down to 95 kg: the last wave fell short once.")),
        ([done()], {"ceiling": 100}, (D(100), "Training max stays at 100 kg, as far as it goes.")),
        ([done(), done(reps=1, max_kg=110, wave=-2)], {}, (D("102.5"), "Training max up 2.5 kg to"
         " 102.5 kg: every set of the last wave reached its target.")),
    ],
)  # fmt: skip
def test_with_the_next_wave_it_moves_by_how_the_last_one_went(history, more, found):
    assert stands(history, wave=4, rule={**RULE, **more}) == found


def test_in_pounds_it_moves_by_five():
    kg, why = stands([done(max_kg="90.718")], wave=4, unit="lb")
    assert (kg, why[:35]) == (D("92.986"), "Training max up 5 lb to 205 lb: eve")


def test_a_wave_comes_back_to_its_start_one_step_higher():
    rule = {**RULE, "step": 5}
    item = {"progression": [rule], "sets": [{**TOP, "load_percent": 70}]}
    history, loads, now = [], [], D(100)
    for cycle in range(1, 8):
        today = waves.in_cycle(item, cycle=cycle, of_block=cycle - 1)
        if history:
            now = stands(history, wave=today["wave"], rule=rule)[0]
        found, _ = targets(today["sets"], [rule], history, e1rm_kg=now)
        loads.append(found[0].load_kg)
        history.insert(0, done(max_kg=now, wave=today["wave"], load=loads[-1]))
    assert loads == [D(one) for one in ("70", "75", "80", "72.5", "77.5", "82.5", "75")]
    assert now == D(110)


@given(points=st.lists(st.integers(-40, 40), min_size=1, max_size=6), cycle=st.integers(0, 30))
def test_a_wave_begins_anew_with_the_same_percentages(points, cycle):
    rule = {**RULE, "wave": points}
    item = {"progression": [rule], "sets": [{**TOP, "load_percent": 60}]}
    now, later = (
        waves.in_cycle(item, cycle=1 + one, of_block=one) for one in (cycle, cycle + len(points))
    )
    assert now["sets"] == later["sets"]
    assert later["wave"] == now["wave"] + len(points)
    assert now["sets"][0]["load_percent"] == 60 + points[cycle % len(points)]


def test_each_cycle_of_a_block_has_its_percentages(db):
    make_exercises()
    shape = item_of(progression=[RULE])
    shape["sets"] = [set_of(load_kind="percent_1rm", load_kg=None, load_percent=70)]
    rest = workout_of("Other", day=3)
    block = block_of(workouts=[workout_of(groups=[group_of(shape)]), rest], cycles=4)
    program = create_program(
        owner=None, document=program_of(blocks=[block], is_public=True), at=NOON
    )
    found = [entry["workout"] for entry in workout_documents(program.current())]
    items = [workout["groups"][0]["items"][0] for workout in found[::2]]
    assert [item["sets"][0]["load_percent"] for item in items] == [70, 75, 80, 70]
    assert [item["wave"] for item in items] == [1, 1, 1, 4]
    assert found[1] is found[3]  # what has no wave stays one object
