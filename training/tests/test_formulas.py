from decimal import Decimal

import pytest

from training.formulas import e1rm_kg, load_for, percent_of_1rm


@pytest.mark.parametrize(
    ("load", "reps", "expected"),
    [
        ("100", 5, "116.667"),  # Epley 1985: 100 × (1 + 5/30)
        ("142.5", 1, "142.500"),  # a single is its own maximum
        ("100", 10, "133.333"),
        ("100", 12, "140.000"),
    ],
)
def test_one_rep_max_follows_epley(load, reps, expected):
    assert e1rm_kg(Decimal(load), reps) == Decimal(expected)


@pytest.mark.parametrize("reps", range(1, 13))
def test_a_load_for_so_many_reps_comes_to_the_same_one_rep_max(reps):
    assert e1rm_kg(load_for(Decimal("116.667"), reps), reps) == Decimal("116.667")


@pytest.mark.parametrize("reps", [0, 13, 30])
def test_no_one_rep_max_is_made_up_outside_the_range_where_it_holds(reps):
    assert e1rm_kg(Decimal(100), reps) is None


@pytest.mark.parametrize(
    ("reps", "rpe", "percent"),
    [
        (5, "8", "81.1"),
        (3, "9", "89.2"),
        (1, "10", "100"),
        (8, "8", "73.9"),
        (2, "9.5", "93.9"),
        (4, "8.5", "85.0"),
    ],
)
def test_percent_of_the_maximum_follows_the_rts_chart(reps, rpe, percent):
    assert percent_of_1rm(reps, Decimal(rpe)) == Decimal(percent)


def test_the_chart_ends():
    assert percent_of_1rm(12, Decimal(6)) is None
