"""Warm-ups worked out from the working load."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.gym import Assumed, loads_for
from training.tests.gyms import gym_of, plates_of
from training.warming_up import warm_ups

D = Decimal
GYM = gym_of(
    bars=[("barbell", 20)],
    plates=plates_of({20: 8, 10: 2, 5: 2, 2.5: 2, 1.25: 2}),
    dumbbells=[5, 10, 15, 20, 25, 30],
)
BAR = loads_for(GYM, equipment={"barbell"}, tracking="load_reps")
HANDS = loads_for(GYM, equipment={"dumbbell"}, tracking="load_reps")


def sets(load, loads=BAR, **about):
    about = {"tracking": "load_reps", **about}
    return [(str(one.load_kg.normalize().__format__("f")), one.reps)
            for one in warm_ups(None if load is None else D(load), loads, **about)]  # fmt: skip


@pytest.mark.parametrize(
    ("load", "loads", "expected"),
    [
        (100, BAR, [("20", 10), ("50", 5), ("70", 3), ("85", 1)]),
        (60, BAR, [("20", 10), ("30", 5), ("40", 3), ("50", 1)]),
        (42.5, BAR, [("20", 10), ("25", 5)]),
        (25, BAR, []),  # hardly more than the bar
        (20, BAR, []),
        (30, HANDS, [("5", 10), ("15", 5), ("20", 3), ("25", 1)]),
        (100, Assumed(), [("30", 10), ("50", 5), ("70", 3), ("85", 1)]),
        (5, Assumed(), []),
        (None, BAR, []),
    ],
)
def test_the_heavier_the_load_the_more_sets_before_it(load, loads, expected):
    assert sets(load, loads) == expected


def test_an_isolated_muscle_takes_one():
    assert sets(30, HANDS, mechanics="isolation") == [("15", 5)]


@pytest.mark.parametrize("tracking", ["bodyweight_reps", "reps", "time", "load_time"])
def test_bodyweight_and_time_take_none(tracking):
    assert sets(100, tracking=tracking) == []


@settings(max_examples=100, deadline=None)
@given(load=st.decimals(D(1), D(300), places=1), loads=st.sampled_from([BAR, HANDS]))
def test_each_is_heavier_than_the_one_before_and_can_be_made(load, loads):
    found = [one.load_kg for one in warm_ups(load, loads, tracking="load_reps")]
    assert found == sorted(set(found))
    assert set(found) <= set(loads.kg)
    assert all(one < load for one in found)
