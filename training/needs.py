"""Who needs the trainer, and why: a sentence for each reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.formats import date_format

from accounts.models import User
from training.adherence import Standing, standings
from training.models import Record

QUIET_AFTER: Final = 7
VERY_QUIET_AFTER: Final = 14
BEST_IS_NEWS_FOR: Final = timedelta(days=7)
PLAN_ENDS_WITHIN: Final = timedelta(days=7)
ICONS: Final = {
    "training_now": "timer",
    "never_trained": "clock",
    "quiet": "clock",
    "missed": "alert",
    "no_plan": "calendar",
    "resting": "pause",
    "plan_ends": "flag",
    "best": "trophy",
}


@dataclass(frozen=True)
class Flag:
    """A reason to look at somebody. `level` is one of bad, warn, info, pr; bad comes first."""

    code: str
    level: str
    reason: str

    @property
    def weight(self) -> int:
        return {"bad": 4, "warn": 3, "info": 2, "pr": 1}[self.level]

    @property
    def icon(self) -> str:
        return ICONS.get(self.code, "alert")

    @property
    def is_need(self) -> bool:
        return self.level in ("bad", "warn")


def flags_of(standing: Standing, *, best: str = "") -> list[Flag]:
    """What there is to say about where a trainee stands, most urgent first."""
    flags = [*_training_now(standing), *_quiet(standing), *_missed(standing), *_plan(standing)]
    if best:
        flags.append(Flag("best", "pr", f"{best} best"))
    return sorted(flags, key=lambda flag: -flag.weight)


def needs_of(trainees: Sequence[User], *, at: datetime) -> dict[int, tuple[Standing, list[Flag]]]:
    """Standing and flags by the trainee's id, in a fixed number of queries."""
    found = standings(trainees, at=at)
    bests = _bests_since(at - BEST_IS_NEWS_FOR, found)
    return {
        trainee_id: (standing, flags_of(standing, best=bests[trainee_id]))
        for trainee_id, standing in found.items()
    }


def _training_now(standing: Standing) -> list[Flag]:
    last = standing.last_session
    if last is None or last.finished_at or last.day < standing.today - timedelta(days=1):
        return []
    return [Flag("training_now", "info", "Training now")]


def _quiet(standing: Standing) -> list[Flag]:
    days = standing.days_since_last_session
    if days is None:
        due = standing.share(30).due
        return [Flag("never_trained", "warn", "No session yet")] if due else []
    if days < QUIET_AFTER or standing.resting_since:
        return []
    level = "bad" if days >= VERY_QUIET_AFTER else "warn"
    return [Flag("quiet", level, f"No session for {days} days")]


def _missed(standing: Standing) -> list[Flag]:
    week = standing.share(7)
    missed = week.due - week.done
    if missed < 2:
        return []
    level = "bad" if week.done == 0 else "warn"
    return [Flag("missed", level, f"Missed {missed} of {week.due} in 7 days")]


def _plan(standing: Standing) -> list[Flag]:
    last = standing.last_planned_day
    if (since := standing.resting_since) is not None:
        return [Flag("resting", "info", f"Paused since {date_format(since, 'j F')}")]
    if last is None:
        return [Flag("no_plan", "warn", "Nothing planned")]
    if last - standing.today > PLAN_ENDS_WITHIN:
        return []
    return [Flag("plan_ends", "info", f"Nothing planned after {_day_in_words(last, standing)}")]


def _day_in_words(day: date, standing: Standing) -> str:
    if day == standing.today:
        return "today"
    return date_format(day, "l" if day - standing.today < timedelta(days=7) else "l j F")


def _bests_since(since: datetime, found: Mapping[int, Standing]) -> dict[int, str]:
    """The name of the exercise of each trainee's newest record since then."""
    bests: dict[int, str] = defaultdict(str)
    newest = Record.objects.standing().filter(trainee__in=found, achieved_at__gte=since)
    rows = newest.exclude(kind=Record.Kind.REPS_AT_LOAD).order_by("achieved_at")
    bests.update(rows.values_list("trainee_id", "exercise__name"))
    return bests
