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
