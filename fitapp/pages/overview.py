"""One trainee as the trainer sees them: what was meant, what was done, what there is to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.utils.formats import date_format

from accounts.models import User
from training.charts import Chart, e1rm_chart
from training.models import (
    PlannedSession,
    Program,
    Record,
    Session,
    SessionItem,
    SetKind,
    TraineeWeek,
)
from training.progress import exercises_with_e1rm, standing_records
from training.weeks import monday_of

OUTCOMES_SHOWN: Final = 8
LIFTS_DRAWN: Final = 2
PLATES_SHOWN: Final = 12
RECORDS_SHOWN: Final = 8
TELLING: Final = (
    Record.Kind.E1RM,
    Record.Kind.LOAD,
    Record.Kind.TIME,
    Record.Kind.DISTANCE,
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a workout: a session, or a planned one that was missed or skipped. Each
    exercise is a plate, as tall as it had sets."""

    day: date
    when: str
    name: str
    plates: str
    words: str
    session: Session | None = None
    planned: PlannedSession | None = None
    best: str = ""


@dataclass(frozen=True)
class Volume:
    """The load times reps of this week, beside that of the last."""

    kg: Decimal
    last_kg: Decimal

    @property
    def words(self) -> str:
        if not self.last_kg:
            return "this week so far"
        return f"{round(100 * self.kg / self.last_kg)}% of last week so far"


def last_outcomes(trainee: User, *, today: date) -> list[Outcome]:
    """The newest workouts, planned against done. Four queries for any number."""
    outcomes = [*_sessions(trainee, today), *_left_out(trainee, today)]
    return sorted(outcomes, key=lambda outcome: outcome.day, reverse=True)[:OUTCOMES_SHOWN]


def _sessions(trainee: User, today: date) -> list[Outcome]:
    rows = Session.objects.filter(trainee=trainee).with_totals().newest_first()
    sessions = list(rows[:OUTCOMES_SHOWN])
    ids = [session.pk for session in sessions]
    items, bests = _items_of(ids), _bests_of(ids)
    return [
        Outcome(
            day=session.day,
            when=_day(session.day, today),
            name=session.name,
            plates=_plates(items[session.pk], finished=session.finished_at is not None),
            words=f"{session.set_count} of {session.planned_set_count} sets done",
            session=session,
            best=bests.get(session.pk, ""),
        )
        for session in sessions
    ]


def _left_out(trainee: User, today: date) -> list[Outcome]:
    rows = PlannedSession.objects.due().filter(trainee=trainee, session=None, date__lte=today)
    return [
        Outcome(
            day=planned.date,
            when=_day(planned.date, today),
            name=planned.name,
            plates=" ".join(["miss"] * _exercises_in(planned)),
            words=planned.status.capitalize(),
            planned=planned,
        )
        for planned in rows.select_related("session").order_by("-date", "pk")[:OUTCOMES_SHOWN]
    ]


def _exercises_in(planned: PlannedSession) -> int:
    count = sum(len(group["items"]) for group in planned.document.get("groups", []))
    return min(count, PLATES_SHOWN)


def _day(day: date, today: date) -> str:
    """Short enough for a column: "Today", "Tue", "11 Nov"."""
    if day == today:
        return "Today"
    return date_format(day, "D" if (today - day).days in range(7) else "j M")


def _items_of(session_ids: Sequence[UUID]) -> dict[UUID, list[tuple[int, int]]]:
    """Of each exercise how many working sets were meant, and how many done."""
    meant = ~Q(sets__kind=SetKind.WARM_UP) & Q(sets__isnull=False)
    rows = (
        SessionItem.objects.filter(session__in=session_ids)
        .annotate(
            meant=Count("sets", filter=meant),
            done=Count("sets", filter=meant & Q(sets__completed_at__isnull=False)),
        )
        .order_by("position", "pk")
        .values_list("session_id", "meant", "done")
    )
    found: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for session_id, count, done in rows:
        found[session_id].append((count, done))
    return found


def _plates(items: Sequence[tuple[int, int]], *, finished: bool) -> str:
    def plate(meant: int, done: int) -> str:
        height = min(5, max(2, meant))
        if done:
            return f"{height}on"
        return "miss" if finished else f"{height}"

    return " ".join(plate(meant, done) for meant, done in items[:PLATES_SHOWN])


def _bests_of(session_ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = Record.objects.standing().filter(session__in=session_ids)
    rows = rows.exclude(kind=Record.Kind.REPS_AT_LOAD).order_by("achieved_at", "pk")
    return {
        session_id: f"{name} best"
        for session_id, name in rows.values_list("session", "exercise__name")
    }


def bests_of(trainee: User) -> list[Record]:
    """The newest best of each exercise; of those from the same day, what says most."""
    rows = standing_records(trainee_id=trainee.pk).filter(kind__in=TELLING)
    newest: dict[int, Record] = {}
    for record in sorted(rows, key=_tells):
        newest.setdefault(record.exercise_id, record)
    return list(newest.values())[:RECORDS_SHOWN]


def _tells(record: Record) -> tuple[int, int]:
    return -record.achieved_at.toordinal(), TELLING.index(Record.Kind(record.kind))


def volume_of(trainee: User, *, today: date) -> Volume:
    monday = monday_of(today)
    before = monday - timedelta(days=7)
    rows = TraineeWeek.objects.filter(trainee=trainee, week__in=[monday, before])
    by_week = dict(rows.values_list("week", "volume_kg"))
    return Volume(by_week.get(monday, Decimal(0)), by_week.get(before, Decimal(0)))


def lift_charts_of(trainee: User, *, reader: User) -> list[Chart]:
    """The estimated maxima of what they have just got better at."""
    estimated = standing_records(trainee_id=trainee.pk).filter(kind=Record.Kind.E1RM)
    lifts = exercises_with_e1rm(estimated)[:LIFTS_DRAWN]
    drawn = [e1rm_chart(trainee=trainee, exercise=lift, reader=reader) for lift in lifts]
    return [chart for chart in drawn if chart is not None]


def programs_to_assign(trainer: User) -> list[Program]:
    """The trainer's own programs, newest first, then those that ship."""
    rows = Program.objects.in_use().filter(Q(owner=trainer) | Q(owner=None))
    return sorted(rows.newest_first(), key=lambda program: program.owner_id is None)
