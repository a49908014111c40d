"""A year as a grid of days, the darker the more was done. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from training.weeks import monday_of

LEVELS: Final = 4
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Cell:
    """One day; `level` goes from 0, nothing, to 4, and is None outside the year."""

    day: date
    level: int | None


@dataclass(frozen=True)
class HeatMap:
    """Seven rows, Monday first, and a column for each week."""

    rows: list[tuple[str, list[Cell]]]
    months: list[tuple[str, int]]  # name, and how many columns it heads


def heat_map(year: int, amounts: Mapping[date, Decimal | int]) -> HeatMap:
    """The quarter of the days with most in it is darkest; a day with none is blank."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    edges = _edges(amount for amount in amounts.values() if amount > 0)
    columns = (monday_of(last) - monday_of(first)).days // 7 + 1
    mondays = [monday_of(first) + timedelta(weeks=week) for week in range(columns)]

    def cell(day: date) -> Cell:
        amount = amounts.get(day, 0)
        level = sum(amount >= edge for edge in edges) if amount > 0 else 0
        return Cell(day, level if day.year == year else None)

    rows = [
        (name, [cell(monday + timedelta(days=place)) for monday in mondays])
        for place, name in enumerate(WEEKDAYS)
    ]
    heads = groupby(mondays, key=lambda monday: max(monday, first).month)
    return HeatMap(rows, [(f"{date(year, m, 1):%b}", len(list(weeks))) for m, weeks in heads])


def _edges(amounts: Iterable[Decimal | int]) -> list[Decimal | int]:
    """From where each level begins."""
    ordered = sorted(amounts)
    return [ordered[len(ordered) * level // LEVELS] for level in range(LEVELS)] if ordered else []
