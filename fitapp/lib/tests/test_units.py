from decimal import Decimal

import pytest

from fitapp.lib.units import (
    from_height_m,
    from_kg,
    from_m,
    plain,
    to_height_m,
    to_kg,
    to_m,
)

D = Decimal


@pytest.mark.parametrize(
    ("entered", "unit", "kg"),
    [("100", "kg", "100.000"), ("100", "lb", "45.359"), ("225", "lb", "102.058"), ("0", "lb", "0")],
)
def test_a_load_is_kept_to_the_gram(entered, unit, kg):
    assert to_kg(D(entered), unit) == D(kg)


@pytest.mark.parametrize("unit", ["kg", "lb"])
def test_a_load_reads_as_it_was_entered(unit):
    for quarters in range(1, 2001):
        entered = D(quarters) / 4
        assert from_kg(to_kg(entered, unit), unit) == entered


@pytest.mark.parametrize(
    ("entered", "unit", "metres"),
    [("5", "km", "5000"), ("1", "mi", "1609.34"), ("26.2", "mi", "42164.81"), ("400", "m", "400")],
)
def test_a_distance_is_kept_to_the_centimetre(entered, unit, metres):
    assert to_m(D(entered), unit) == D(metres)


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_a_distance_reads_as_it_was_entered(unit):
    for hundredths in range(1, 5000, 7):
        entered = D(hundredths) / 100
        assert from_m(to_m(entered, unit), unit) == entered


@pytest.mark.parametrize(
    ("entered", "unit", "metres"), [("171.5", "cm", "1.715"), ("70", "in", "1.778")]
)
def test_a_height_is_kept_to_the_millimetre(entered, unit, metres):
    assert to_height_m(D(entered), unit) == D(metres)


@pytest.mark.parametrize("unit", ["cm", "in"])
def test_a_height_reads_as_it_was_entered(unit):
    for halves in range(80, 400):
        entered = D(halves) / 2
        assert from_height_m(to_height_m(entered, unit), unit) == entered


def test_a_unit_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        to_m(D(1), "furlong")


@pytest.mark.parametrize(
    ("value", "text"),
    [("102.50", "102.5"), ("100.00", "100"), ("100", "100"), ("0.00", "0"), ("1E+2", "100")],
)
def test_digits_have_no_tail(value, text):
    assert plain(D(value)) == text
