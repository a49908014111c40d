"""Two periods side by side, and what may honestly be said of them. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fitapp.lib.units import from_kg, plain, tenth
from training.periods import Period
from training.taxonomy import Muscle

FEW_SESSIONS: Final = 3  # with fewer, a difference says more about the calendar than the training
Span = tuple[date, date]


@dataclass(frozen=True)
class Line:
    """One measure: before, now, and the difference in words."""

    name: str
    before: Decimal
    now: Decimal

    @property
    def difference(self) -> Decimal:
        return self.now - self.before

    @property
    def in_words(self) -> str:
        """In per cent where there was something before; nobody grows by infinity."""
        if not self.difference:
            return "the same"
        way = "more" if self.difference > 0 else "less"
        if not self.before:
            return "new" if self.now > 0 else way
        percent = abs(100 * self.difference / self.before)
        return f"{plain(percent.quantize(Decimal(1))) if percent >= 1 else '<1'} % {way}"


def spans(today: date) -> dict[str, tuple[str, Span, Span]]:
    """What is offered to compare: (words, now, before). A month under way stands beside as many
    days of the month before, not beside a whole one."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    month_before = (month - timedelta(days=1)).replace(day=1)
    week = today - timedelta(days=27)
    return {
        "month": (
            "This month so far, and the same days of the month before",
            (month, today),
            (month_before, min(month_before + (today - month), month - timedelta(days=1))),
        ),
        "weeks": (
            "The last four weeks, and the four before",
            (week, today),
            (week - timedelta(days=28), week - timedelta(days=1)),
        ),
        "year": (
            "This year so far, and the same days of last year",
            (year, today),
            (year.replace(year=year.year - 1), _a_year_before(today)),
        ),
    }


def totals(before: Period, now: Period, *, unit: str) -> list[Line]:
    """Sessions, sets, hours, and volume in the reader's unit."""
    return [
        Line("Sessions", Decimal(len(before.sessions)), Decimal(len(now.sessions))),
        Line("Sets", Decimal(before.sets), Decimal(now.sets)),
        Line("Hours", _hours(before), _hours(now)),
        Line(f"Volume, {unit}", _load(before.volume_kg, unit), _load(now.volume_kg, unit)),
    ]


def a_week(lines: Iterable[Line], before: Period, now: Period) -> list[Line]:
    """The same measures by week."""
    return [
        Line(line.name, line.before * 7 / before.length, line.now * 7 / now.length)
        for line in lines
    ]


def muscles(before: Period, now: Period) -> list[Line]:
    """Hard sets of each muscle trained in either; the most now first."""
    codes = list(dict.fromkeys([*now.muscles, *before.muscles]))
    none = Decimal(0)
    return [
        Line(Muscle(code).label, before.muscles.get(code, none), now.muscles.get(code, none))
        for code in codes
    ]


def maxima(before: Period, now: Period, *, unit: str) -> list[Line]:
    """The best estimated max of each exercise that has one in both, in the reader's unit."""
    then = {row.exercise_id: row.e1rm_kg for row in before.exercises if row.e1rm_kg}
    return [
        Line(
            row.name, tenth(from_kg(then[row.exercise_id], unit)), tenth(from_kg(row.e1rm_kg, unit))
        )
        for row in now.exercises
        if row.e1rm_kg and row.exercise_id in then
    ]


def caveat(before: Period, now: Period) -> str:
    """What a reader should know before they believe the differences; empty if nothing."""
    if before.length != now.length:
        return (
            f"{now.length} days stand beside {before.length}, so the differences are those of a"
            " week of each."
        )
    if min(len(before.sessions), len(now.sessions)) < FEW_SESSIONS:
        return "There are few sessions in one of them; a day more or less changes much."
    return ""


def _load(kg: Decimal, unit: str) -> Decimal:
    return from_kg(kg, unit).quantize(Decimal(1))


def _hours(period: Period) -> Decimal:
    return tenth(Decimal(period.duration_s) / 3600)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
