"""Weeks on plan: a week counts when three of four planned sessions were done. A week in which
nothing was planned neither counts nor breaks the run; rest is part of training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from training.weeks import monday_of

WEEKS_SHOWN: Final = 12
ENOUGH: Final = 0.75


@dataclass(frozen=True)
class PlanWeek:
    """The planned sessions of one week in order: done, missed, or waiting."""

    monday: date
    outcomes: tuple[str, ...]
    is_current: bool

    @property
    def done(self) -> int:
        return self.outcomes.count("done")

    @property
    def is_kept(self) -> bool:
        return bool(self.outcomes) and self.done >= ENOUGH * len(self.outcomes)


@dataclass(frozen=True)
class Consistency:
    weeks: list[PlanWeek]

    @property
    def run(self) -> int:
        """Weeks on plan up to now. The week under way adds to it but cannot break it."""
        count = 0
        for week in reversed(self.weeks):
            if week.is_kept:
                count += 1
            elif week.outcomes and not week.is_current:
                break
        return count

    @property
    def done(self) -> int:
        return sum(week.done for week in self.weeks)

    @property
    def due(self) -> int:
        return sum(len(week.outcomes) - week.outcomes.count("waiting") for week in self.weeks)

    def __bool__(self) -> bool:
        return self.due > 0


def longest_run(outcomes: Iterable[tuple[date, str]]) -> int:
    """The most weeks on plan in a row; one in which nothing was planned does not break it."""
    run = longest = 0
    by_week = _by_week(outcomes)
    for monday in sorted(by_week):
        run = run + 1 if PlanWeek(monday, tuple(by_week[monday]), False).is_kept else 0
        longest = max(longest, run)
    return longest


def consistency(outcomes: Iterable[tuple[date, str]], *, today: date) -> Consistency:
    """The last twelve weeks of (day, "done" | "missed" | "waiting")."""
    by_week = _by_week(outcomes)
    this = monday_of(today)
    mondays = [this - timedelta(weeks=back) for back in range(WEEKS_SHOWN - 1, -1, -1)]
    return Consistency(
        [PlanWeek(monday, tuple(by_week[monday]), monday == this) for monday in mondays]
    )


def _by_week(outcomes: Iterable[tuple[date, str]]) -> dict[date, list[str]]:
    by_week: dict[date, list[str]] = defaultdict(list)
    for day, outcome in outcomes:
        by_week[monday_of(day)].append(outcome)
    return by_week
