"""A calendar: what was meant and what was done, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.formats import date_format

from accounts.models import User
from accounts.models.blocks import hidden_from
from training.models import Assignment, PlannedSession, Session
from training.planning import week_in_words, week_of_weeks
from training.weeks import monday_of

STATUSES: Final = {
    "planned": "planned",
    "under_way": "under way",
    "done": "done",
    "missed": "missed",
    "skipped": "skipped",
    "paused": "paused",
}


@dataclass(frozen=True)
class Entry:
    """One workout on a day: planned, done, or both. `status` is one of planned, under_way, done,
    skipped, missed, paused."""

    status: str
    name: str
    program: str = ""
    planned: PlannedSession | None = None
    session: Session | None = None

    @property
    def word(self) -> str:
        return STATUSES[self.status]


@dataclass(frozen=True)
class Day:
    date: date
    entries: list[Entry]
    is_today: bool


@dataclass(frozen=True)
class Running:
    """A program somebody trains with now, and how far they are. Week 0 is before the first."""

    assignment: Assignment
    starts_on: date
    week: int
    weeks: int
    done: int
    workouts: int
    has_update: bool
    is_readable: bool  # whether the program itself may be opened still

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.workouts) if self.workouts else 0

    @property
    def progress(self) -> str:
        if self.assignment.is_open_ended:
            return f"{self.done} workout{'' if self.done == 1 else 's'} done, no last day"
        return f"{self.done} of {self.workouts} workouts done"

    @property
    def how_far(self) -> str:
        if self.assignment.paused_on:
            return f"Paused since {date_format(self.assignment.paused_on, 'j F')}"
        if not self.week:
            return f"Starts {date_format(self.starts_on, 'j F')}"
        return week_in_words(self.week, self.weeks)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a month's page: whole weeks, from a Monday to a Sunday."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return week_of(first)[0], week_of(last)[1]


def week_of(day: date) -> tuple[date, date]:
    monday = monday_of(day)
    return monday, monday + timedelta(days=6)


def days_between(first: date, last: date, *, trainee: User, today: date) -> list[Day]:
    """Every day from first to last with its entries. What was done stands on the day it was done,
    whatever day it was meant for."""
    entries = _entries(first, last, trainee)
    span = (last - first).days + 1
    return [
        Day(date=day, entries=entries[day], is_today=day == today)
        for day in (first + timedelta(days=offset) for offset in range(span))
    ]


def outcomes_of(days: Iterable[Day], *, today: date) -> list[tuple[date, str]]:
    """What became of each planned workout: done, missed, or waiting as those of this week do. One
    that is skipped ahead of its day is not due yet."""
    words = {"done": "done", "missed": "missed", "skipped": "missed"}
    if_this_week = {"planned": "waiting", "under_way": "waiting"}
    found = []
    for day in days:
        known = {**words, **if_this_week} if day.date >= monday_of(today) else words
        for entry in day.entries:
            outcome = known.get(entry.status) if entry.planned is not None else None
            if outcome and (outcome != "missed" or day.date <= today):
                found.append((day.date, outcome))
    return found


def _entries(first: date, last: date, trainee: User) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    sessions = Session.objects.filter(trainee=trainee, day__gte=first, day__lte=last)
    with_plans = sessions.select_related("planned__assignment").defer("planned__document")
    for session in with_plans.order_by("started_at"):
        plan = session.planned
        found[session.day].append(
            Entry(
                status="done" if session.finished_at else "under_way",
                name=session.name,
                program=plan.assignment.program_name if plan else "",
                planned=plan,
                session=session,
            )
        )
    waiting = PlannedSession.objects.between(first, last).filter(trainee=trainee, session=None)
    for planned in waiting.select_related("assignment", "session").defer("document").in_order():
        program, status = planned.assignment.program_name, _status(planned)
        found[planned.date].append(Entry(status, planned.name, program, planned))
    return found


def _status(planned: PlannedSession) -> str:
    """Paused is what waits for a pause to end, and what one has left out."""
    since = planned.assignment.paused_on
    waits = since is not None and planned.status == "planned" and planned.date >= since
    return "paused" if waits or planned.in_pause else planned.status


def running_programs(trainee: User, *, today: date) -> list[Running]:
    """What a trainee trains with now, newest first."""
    rows = Assignment.objects.running().filter(trainee=trainee).select_related("version__program")
    hidden = set(hidden_from(trainee).values_list("pk", flat=True))
    found = rows.with_progress().with_newest().newest_first()
    return [_running(row, today, hidden) for row in found]


def _running(row: Assignment, today: date, hidden: Collection[int]) -> Running:
    week, weeks = week_of_weeks(row, today)
    readable = row.version is not None and row.version.program.owner_id not in hidden
    return Running(
        assignment=row,
        starts_on=row.first_day or row.starts_on,  # type: ignore[attr-defined]
        week=week,
        weeks=weeks,
        done=row.done_count,  # type: ignore[attr-defined]
        workouts=row.workout_count,  # type: ignore[attr-defined]
        has_update=readable and row.newest > row.version.number,  # type: ignore[attr-defined, union-attr]
        is_readable=readable,
    )
