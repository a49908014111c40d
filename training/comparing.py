"""What a program says now beside what is planned from it: what an update changes, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from training.differences import item_names, workouts_in_words
from training.documents import written_out
from training.models import Assignment, PlannedSession
from training.planning import today_of
from training.schedule import lay_out

Document = dict[str, Any]
Place = tuple[int, int]  # cycle, place within the cycle


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the newer version makes of one planned session."""

    kind: Literal["changed", "added", "removed"]
    date: date
    name: str
    cycle: int
    planned: PlannedSession | None = None
    entry: Document | None = None

    @property
    def before(self) -> Document | None:
        return self.planned.document if self.planned else None

    @property
    def after(self) -> Document | None:
        return self.entry["workout"] if self.entry else None

    def says_the_same_as(self, other: Change) -> bool:
        mine = (self.kind, self.name, self.before, self.after)
        return mine == (other.kind, other.name, other.before, other.after)

    def in_words(self, unit: str) -> list[str]:
        """Which exercises come or go, and what is different about the others."""
        if self.before is not None and self.after is not None:
            return workouts_in_words(self.before, self.after, unit)
        only = self.after or self.before
        return [", ".join(item_names(only))] if only else []


def alike(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that say the same of several days, together."""
    found: list[list[Change]] = []
    for change in changes:
        for group in found:
            if group[0].says_the_same_as(change):
                group.append(change)
                break
        else:
            found.append([change])
    return found


def compare(
    assignment: Assignment, plan: list[PlannedSession], blocks: list[Document], at: datetime
) -> list[Change]:
    """A plan without a last day is compared as far as it is laid out."""
    rows = dict(_in_places(plan))
    cycles = max((row.cycle for row in plan), default=0)
    entries = _entries_in_places(
        written_out(blocks, open_end=assignment.open_end, cycles=cycles),
    )
    reachable = {
        place: row
        for place, row in rows.items()
        if is_to_come(row, assignment, at) and row.customised_at is None
    }
    found = [*_changed(reachable, entries), *_added(assignment, rows, reachable, entries)]
    return sorted(found, key=lambda change: change.date)


def is_to_come(row: PlannedSession, assignment: Assignment, at: datetime) -> bool:
    """What is paused is to come, whatever its day."""
    first = assignment.paused_on or today_of(assignment.trainee, at)
    return row.status == "planned" and row.date >= first


# --- How -----------------------------------------------------------------------------------------


def _in_places(plan: Iterable[PlannedSession]) -> Iterator[tuple[Place, PlannedSession]]:
    counted: Counter[int] = Counter()
    for row in plan:
        yield (row.cycle, counted[row.cycle]), row
        counted[row.cycle] += 1


def _entries_in_places(documents: Iterable[Document]) -> dict[Place, Document]:
    counted: Counter[int] = Counter()
    found: dict[Place, Document] = {}
    for entry in documents:
        found[entry["cycle"], counted[entry["cycle"]]] = entry
        counted[entry["cycle"]] += 1
    return found


def _changed(
    reachable: dict[Place, PlannedSession], entries: dict[Place, Document]
) -> Iterator[Change]:
    for place, row in reachable.items():
        entry = entries.get(place)
        about: dict[str, Any] = {"date": row.date, "cycle": row.cycle, "planned": row}
        if entry is None:
            yield Change(kind="removed", name=row.name, **about)
        elif (entry["block"], entry["workout"]) != (row.block_name, row.document):
            yield Change(kind="changed", name=entry["workout"]["name"], entry=entry, **about)


def _added(
    assignment: Assignment,
    rows: dict[Place, PlannedSession],
    reachable: dict[Place, PlannedSession],
    entries: dict[Place, Document],
) -> Iterator[Change]:
    """Workouts that were not there, from the cycle that is under way on. Each comes as long after
    the one before it as the program says, or on the next of the weekdays."""
    behind = max((cycle for cycle, _ in rows), default=0) + 1
    under_way = min((cycle for cycle, _ in reachable), default=behind)
    day, offset = assignment.starts_on, 1
    for place, entry in entries.items():
        if place in rows:
            day, offset = rows[place].date, entry["day"]
        elif place[0] >= under_way:
            gap = timedelta(days=max(0, entry["day"] - offset))
            after = day + timedelta(days=1)
            day = (
                lay_out([1], starts_on=after, weekdays=assignment.weekdays)[0]
                if assignment.weekdays
                else day + gap
            )
            offset = entry["day"]
            name = entry["workout"]["name"]
            yield Change(kind="added", date=day, name=name, cycle=place[0], entry=entry)
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
