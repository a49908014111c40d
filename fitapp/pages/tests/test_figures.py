"""Numbers as people read them."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from fitapp.pages.templatetags import figures

METRIC = SimpleNamespace(profile=SimpleNamespace(load_unit="kg", distance_unit="km"))
IMPERIAL = SimpleNamespace(profile=SimpleNamespace(load_unit="lb", distance_unit="mi"))


@pytest.mark.parametrize(
    ("kg", "user", "shown"),
    [
        (Decimal("102.500"), METRIC, "102.5"),
        (Decimal("45.359"), IMPERIAL, "100"),
        (Decimal(0), METRIC, "0"),
        (100.0, METRIC, "100"),
        (None, METRIC, ""),
    ],
)
def test_loads_read_in_the_persons_unit(kg, user, shown):
    assert figures.load(kg, user) == shown


@pytest.mark.parametrize(
    ("metres", "user", "shown"),
    [
        (400, METRIC, "400 m"),
        (5000, METRIC, "5 km"),
        (1609.344, IMPERIAL, "1 mi"),
        (None, METRIC, ""),
    ],
)
def test_distances_read_in_the_persons_unit(metres, user, shown):
    assert figures.distance(metres, user) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (180, "3:00"), (3730, "1:02:10"), (None, "")]
)
def test_a_clock_counts_minutes_then_hours(seconds, shown):
    assert figures.clock(seconds) == shown


def test_minutes_are_rounded():
    assert figures.minutes(3720) == "62 min"
    assert figures.minutes(11520) == "3 h 12 min"
    assert figures.minutes(None) == ""


@pytest.mark.parametrize(
    ("kg", "reader", "shown"),
    [
        ("54.667", METRIC, "54.7"),
        ("40", METRIC, "40"),
        ("1600", METRIC, "1,600"),
        ("100", IMPERIAL, "220.5"),
        (None, METRIC, ""),
    ],
)
def test_estimates_and_records_are_read_to_the_tenth(kg, reader, shown):
    assert figures.best(kg and Decimal(kg), reader) == shown


def test_digits_have_no_tail():
    assert figures.plain(Decimal("102.50")) == "102.5"
    assert figures.plain(None) == ""
