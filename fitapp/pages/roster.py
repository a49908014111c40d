"""A trainer's morning page: everyone they coach, those who need them first, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.search import words
from training.adherence import Standing
from training.models import Assignment
from training.needs import Flag, needs_of
from training.planning import week_of_weeks

TRIAGED: Final = 4


@dataclass(frozen=True)
class Row:
    """One trainee of the roster."""

    trainee: User
    standing: Standing
    flags: Sequence[Flag]
    program: str = ""
    week: int = 0
    weeks: int = 0

    @property
    def flag(self) -> Flag | None:
        """The most urgent of them."""
        return self.flags[0] if self.flags else None

    @property
    def needs_you(self) -> bool:
        return any(flag.is_need for flag in self.flags)

    @property
    def has_best(self) -> bool:
        return any(flag.code == "best" for flag in self.flags)

    @property
    def urgency(self) -> tuple[int, int, str]:
        """Sorts by the weight of all there is to say, then by how little was done."""
        percent = self.standing.share(30).percent
        weight = sum(10**flag.weight for flag in self.flags)
        return -weight, 101 if percent is None else percent, self.trainee.name.lower()

    def answers(self, query: str) -> bool:
        told = f"{self.trainee.name} {self.trainee.handle} {self.program}"
        return " ".join(words(query)) in " ".join(words(told))


@dataclass(frozen=True)
class Filter:
    key: str
    label: str
    keeps: Callable[[Row], bool]


FILTERS: Final = (
    Filter("all", "All", lambda row: True),
    Filter("needs", "Needs you", lambda row: row.needs_you),
    Filter("bests", "New bests", lambda row: row.has_best),
)
ORDERS: Final[dict[str, tuple[str, Callable[[Row], Any]]]] = {
    "need": ("Needs you first", lambda row: row.urgency),
    "name": ("Name", lambda row: row.trainee.name.lower()),
    "adherence": ("Adherence, low first", lambda row: row.urgency[1:]),
    "last": ("Last session, longest ago first", lambda row: _last_day(row)),
}


def rows_for(trainer: User, *, at: datetime) -> list[Row]:
    """Everyone they coach, most urgent first, in a fixed number of queries."""
    people = User.objects.filter(pk__in=trainee_ids_of(trainer)).select_related("profile")
    trainees = list(people)
    needs = needs_of(trainees, at=at)
    programs = _programs_of(trainees)
    rows = [_row(trainee, *needs[trainee.pk], programs.get(trainee.pk)) for trainee in trainees]
    return sorted(rows, key=lambda row: row.urgency)


def choose(rows: Sequence[Row], *, show: str, query: str, order: str) -> list[Row]:
    keeps = next((one.keeps for one in FILTERS if one.key == show), FILTERS[0].keeps)
    _, key = ORDERS.get(order, ORDERS["need"])
    return sorted((row for row in rows if keeps(row) and row.answers(query)), key=key)


def _row(
    trainee: User, standing: Standing, flags: Sequence[Flag], running: Assignment | None
) -> Row:
    if running is None:
        return Row(trainee, standing, flags)
    week, weeks = week_of_weeks(running, standing.today)
    return Row(trainee, standing, flags, running.program_name, week, weeks)


def _programs_of(trainees: Sequence[User]) -> dict[int, Assignment]:
    """What each trains with; of several, what began last."""
    rows = Assignment.objects.running().filter(trainee__in=trainees).with_progress()
    return {row.trainee_id: row for row in rows.order_by("starts_on", "pk")}


def _last_day(row: Row) -> tuple[int, str]:
    last = row.standing.last_session
    return (last.day.toordinal() if last else 0), row.trainee.name.lower()
