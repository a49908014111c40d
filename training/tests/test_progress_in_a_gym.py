"""How an item moves on in a gym whose loads are known: by hand, and what must hold for all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitapp.lib.units import from_kg, to_kg
from training.gym import Made, loads_for
from training.progression import targets
from training.tests.gyms import gym_of, plates_of
from training.tests.test_progress import ADD_LOAD, done, loads, prescribed

D = Decimal
GYM = loads_for(
    gym_of(
        bars=[("barbell", 20)],
        plates=plates_of({20: 6, 10: 2, 5: 2, 2.5: 2}),
        dumbbells=[10, 12.5, 15, 20, 22.5, 25],
    ),
    equipment={"barbell"},
    tracking="load_reps",
)
HANDS = Made((D(10), D("12.5"), D(15), D(20), D("22.5"), D(25)), "the dumbbells you have")


@pytest.mark.parametrize(
    ("made", "load", "then", "why"),
    [
        (GYM, 60, "65", "Up 5 kg: every set reached its target."),
        (HANDS, 15, "20", "Up 5 kg: every set reached its target."),
        (HANDS, 22.5, "25", "Up 2.5 kg: every set reached its target."),
        (HANDS, 25, "25", "Same again: this is as far as it goes."),
    ],
)
def test_a_step_goes_to_the_next_load_that_can_be_made(made, load, then, why):
    found, said = targets(prescribed(), [ADD_LOAD], [done(5, 5, 5, load=load)], loads=made)
    assert (loads(found), said) == ([D(then)] * 3, why)


@pytest.mark.parametrize(
    ("one", "load", "why"),
    [
        (
            {"load_kind": "absolute", "load_kg": 63.5},
            "60",
            "First time: begin with 60 kg. Rounded to 60 kg: what your plates make.",
        ),
        (
            {"load_kind": "percent_1rm", "load_percent": 75},
            "90",
            "75 % of your estimated max of 123 kg. Rounded to 90 kg: what your plates make.",
        ),
        (
            {"load_kind": "absolute", "load_kg": 15},
            "20",
            "First time: begin with 20 kg. 20 kg is the least of what your plates make.",
        ),
        (
            {"load_kind": "rpe", "rpe": 8},
            "95",
            "5 at RPE 8 take 81.1 % of your estimated max of 123 kg."
            " Rounded to 95 kg: what your plates make.",
        ),
    ],
)
def test_what_cannot_be_made_is_rounded_down_and_says_so(one, load, why):
    found, said = targets(prescribed(1, **one), [], [], e1rm_kg=D(123), loads=GYM)
    assert (loads(found), said) == ([D(load)], why)


@pytest.mark.parametrize(
    ("one", "about", "why"),
    [
        ({"reps_min": 8, "reps_max": 8}, {}, "First time: find a weight for 8 with 2 in reserve."),
        (
            {"reps_min": 8, "reps_max": 12, "rpe": 9, "load_kind": "rpe"},
            {},
            "First time: find a weight for 8 to 12 with 1 in reserve.",
        ),
        ({"rpe": 10}, {}, "First time: find a weight for 5, as hard as it goes."),
        (
            {"load_kind": "percent_1rm", "load_percent": 75},
            {},
            "First time: find a weight for 5 with 2 in reserve.",
        ),
        ({}, {"is_weighed": False}, "First time: as your program says."),
        ({"load_kind": "bodyweight"}, {}, "First time: with your bodyweight."),
        (
            {"load_kind": "bodyweight", "load_kg": -20},
            {},
            "First time: with your bodyweight less 20 kg.",
        ),
    ],
)
def test_the_first_time_says_how_to_begin(one, about, why):
    assert targets(prescribed(1, **one), [ADD_LOAD], [], **about)[1] == why


def test_a_gym_in_pounds_moves_somebody_who_reads_kilograms():
    pounds = gym_of(bars=[("barbell", 45)], plates=plates_of({45: 4, 10: 2, 2.5: 2}), unit="lb")
    made = loads_for(pounds, equipment={"barbell"}, tracking="load_reps")
    found, why = targets(prescribed(), [ADD_LOAD], [done(5, 5, 5, load=61.235)], loads=made)
    assert (loads(found)[0], why[:9]) == (D("63.503"), "Up 2.27 k")


MADE = st.sampled_from([GYM, HANDS])
STEPS = st.fixed_dictionaries(
    {
        "axis": st.just("load"),
        "step": st.integers(1, 10),
        "on_fail": st.sampled_from(["hold", "reduce"]),
        "ceiling": st.none() | st.integers(30, 120),
    }
)
OUTINGS = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(made=MADE, rule=STEPS, outings=OUTINGS, begin=st.integers(10, 80))
def test_a_course_of_training_stays_on_the_grid_and_goes_down_only_after_misses(
    made, rule, outings, begin
):
    sets = prescribed(load_kind="absolute", load_kg=begin)
    history, before = [], None
    for reps in outings:
        found, why = targets(sets, [rule], history, loads=made)
        assert (found, why) == targets(sets, [rule], list(history), loads=made)
        (load,) = set(loads(found))
        assert load in made.kg
        assert why.endswith(".")
        if before is not None and load < before:
            assert why.startswith("Down to ")
        if before is not None and load > before:
            assert load <= (rule["ceiling"] or 1000)
        history, before = [done(*reps, load=load), *history], load


@settings(max_examples=40, deadline=None)
@given(weight=st.integers(9, 80), steps=st.integers(1, 5))
def test_the_same_figures_climb_alike_in_pounds_and_in_kilograms(weight, steps):
    climbs = []
    for unit, step in (("kg", 5), ("lb", 2.5)):  # 2.5 kg are 5 lb there
        stock = gym_of(bars=[("barbell", 45)], plates=plates_of({45: 20, 2.5: 40}), unit=unit)
        made = loads_for(stock, equipment={"barbell"}, tracking="load_reps")
        load = made.nearest_down(to_kg(D(weight * 5), unit))
        for _ in range(steps):
            rule, last = ADD_LOAD | {"step": step}, done(5, 5, 5, load=load)
            (load,) = set(loads(targets(prescribed(), [rule], [last], loads=made, unit=unit)[0]))
        climbs.append(from_kg(load, unit))
    assert climbs[0] == climbs[1]


@settings(max_examples=60, deadline=None)
@given(
    outings=OUTINGS,
    rule=STEPS,
    shuffle=st.randoms(use_true_random=False),
)
def test_the_order_of_sets_within_a_session_does_not_matter(outings, rule, shuffle):
    history = [done(*reps, load=60) for reps in outings]
    mixed = [shuffle.sample(session, len(session)) for session in history]
    sets = prescribed(load_kind="absolute", load_kg=40)
    assert targets(sets, [rule], history, loads=GYM) == targets(sets, [rule], mixed, loads=GYM)
