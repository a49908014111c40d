"""What a gym makes for an exercise: by hand, and what must hold for every gym."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitapp.lib.units import KG_PER_LB, from_kg, to_kg
from training.gym import Assumed, Made, Stock, loads_for
from training.tests.gyms import gym_of, plates_of

D = Decimal
COMMERCIAL = gym_of(
    bars=[("barbell", 20), ("ez_bar", 10)],
    plates=plates_of({20: 8, 15: 2, 10: 4, 5: 4, 2.5: 4, 1.25: 2}),
    dumbbells=[10, 12.5, 15, 20, 22.5, 25],
    machines=[("cable", 5, 2.5, 60)],
)
POUNDS = gym_of(
    bars=[("barbell", 45)], plates=plates_of({45: 8, 25: 2, 10: 2, 5: 2, 2.5: 2}), unit="lb"
)


def loads(stock, *equipment, tracking="load_reps", unit="kg"):
    return loads_for(stock, equipment=equipment, tracking=tracking, unit=unit)


@pytest.mark.parametrize(
    ("stock", "equipment", "wanted", "down", "up"),
    [
        (COMMERCIAL, ["barbell", "rack"], "62.4", "60", "62.5"),
        (COMMERCIAL, ["barbell"], "62.5", "62.5", "65"),
        (COMMERCIAL, ["barbell"], "12", "20", "20"),  # nothing is lighter than the bar
        (COMMERCIAL, ["ez_bar"], "33", "32.5", "35"),
        (COMMERCIAL, ["dumbbell", "bench"], "22.5", "22.5", "25"),
        (COMMERCIAL, ["dumbbell"], "19", "15", "20"),
        (COMMERCIAL, ["cable"], "31", "30", "32.5"),
        (POUNDS, ["barbell"], "61.5", "61.235", "63.503"),  # 135 and 140 lb
        (POUNDS, ["barbell"], "61.235", "61.235", "63.503"),
    ],
)
def test_a_load_is_the_next_lower_one_that_the_gym_makes(stock, equipment, wanted, down, up):
    made = loads(stock, *equipment)
    assert (made.nearest_down(D(wanted)), made.next_up(D(wanted))) == (D(down), D(up))


def test_of_two_that_are_as_close_the_lighter_is_nearest():
    made = loads(COMMERCIAL, "barbell")
    assert [made.nearest(D(one)) for one in ("61.25", "61.3")] == [D(60), D("62.5")]


def test_two_plates_make_one_pair_and_three_no_more():
    few = gym_of(bars=[("barbell", 20)], plates=plates_of({20: 3, 5: 2}))
    assert loads(few, "barbell").kg == (20, 30, 60, 70)


def test_plates_in_pounds_and_kilograms_go_on_the_same_bar():
    mixed = Stock(
        bars=COMMERCIAL.bars[:1], plates=((D(20), 2), (45 * KG_PER_LB, 2))
    )  # a bar of 20 kg
    assert loads(mixed, "barbell").kg == (D(20), D(60), D("60.823"), D("100.823"))


def test_what_hangs_from_a_belt_needs_no_pairs():
    one = gym_of(plates=plates_of({10: 1, 5: 1}))
    made = loads(one, "pull_up_bar", tracking="bodyweight_reps")
    assert [kg for kg in made.kg if kg >= 0] == [0, 5, 10, 15]
    assert made.nearest_down(D(-21)) == D("-22.5")  # help comes in the usual jumps


@pytest.mark.parametrize(
    ("stock", "equipment", "tracking"),
    [
        (None, ["barbell"], "load_reps"),
        (Stock(), ["barbell"], "load_reps"),
        (gym_of(bars=[("barbell", 20)]), ["barbell"], "load_reps"),
        (gym_of(plates=plates_of({20: 4})), ["barbell"], "load_reps"),
        (COMMERCIAL, ["trap_bar"], "load_reps"),
        (COMMERCIAL, ["kettlebell"], "load_reps"),
        (COMMERCIAL, ["machine"], "load_reps"),
        (COMMERCIAL, ["sled"], "load_distance"),
        (COMMERCIAL, ["mat"], "time"),
        (Stock(), ["dip_bars"], "bodyweight_reps"),
    ],
)
def test_where_nobody_said_what_there_is_the_usual_jumps_are_assumed(stock, equipment, tracking):
    assert loads(stock, *equipment, tracking=tracking, unit="lb") == Assumed("lb")


@pytest.mark.parametrize(
    ("load", "unit", "down", "up"),
    [
        ("62.4", "kg", "60", "62.5"),
        ("62.5", "kg", "62.5", "65"),
        ("-21", "kg", "-22.5", "-20"),
        ("20.412", "lb", "20.412", "22.68"),
        ("22.6", "lb", "20.412", "22.68"),
    ],
)
def test_assumed_loads_are_two_and_a_half_kilograms_or_five_pounds_apart(load, unit, down, up):
    assumed = Assumed(unit)
    assert (assumed.nearest_down(D(load)), assumed.next_up(D(load))) == (D(down), D(up))


# --- What must hold for every gym ----------------------------------------------------------------

WEIGHTS = st.decimals(D("0.25"), D(50), places=2)
STOCKS = st.builds(
    lambda unit, bars, plates, dumbbells: gym_of(
        bars=[("barbell", bar) for bar in bars], plates=list(plates.items()), dumbbells=dumbbells,
        unit=unit,
    ),
    st.sampled_from(["kg", "lb"]),
    st.lists(st.integers(5, 60), min_size=1, max_size=3),
    st.dictionaries(WEIGHTS, st.integers(2, 20), min_size=1, max_size=6),
    st.lists(WEIGHTS, min_size=1, max_size=10),
)  # fmt: skip
LOADS = st.decimals(D(-50), D(400), places=3)


@settings(max_examples=60, deadline=None)
@given(
    stock=STOCKS, load=LOADS, step=st.integers(1, 20), kind=st.sampled_from(["barbell", "dumbbell"])
)
def test_nothing_is_off_the_grid_or_heavier_than_asked_for(stock, load, step, kind):
    made = loads(stock, kind)
    assert isinstance(made, Made)
    found = [made.nearest_down(load), made.nearest(load)]
    further = made.further(load, D(step))
    assert {*found, *({further} - {None})} <= {*made.kg}
    assert min(made.kg) > 0
    assert found[0] <= load + D("0.001") or found[0] == made.kg[0]
    assert further is None or further > load
    assert made.nearest_down(found[0]) == found[0]


@settings(max_examples=40, deadline=None)
@given(weights=st.dictionaries(st.integers(2, 50), st.integers(2, 8), min_size=1, max_size=5))
def test_a_gym_in_pounds_makes_whole_pounds(weights):
    stock = gym_of(bars=[("barbell", 45)], plates=list(weights.items()), unit="lb")
    for kg in loads(stock, "barbell").kg:
        pounds = from_kg(kg, "lb")
        assert pounds == pounds.to_integral_value()
        assert to_kg(pounds, "lb") == kg
