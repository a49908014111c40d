"""Plans without a last day: their workouts are laid out some weeks ahead, again and again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q

from training.arrears import ROWS_AT_ONCE
from training.documents import workout_documents
from training.models import Assignment, PlannedSession
from training.schedule import lay_out

AHEAD: Final = timedelta(weeks=8)


def lay_out_ahead(*, at: datetime, trainee_ids: Collection[int] | None = None) -> None:
    """Plan what is missing of the weeks ahead, for everyone or for `trainee_ids`. Costs one query
    where nothing is."""
    rows = Assignment.objects.running().open_ended().filter(paused_on=None)
    if trainee_ids is not None:
        rows = rows.filter(trainee__in=trainee_ids)
    behind = rows.annotate(until=Max("planned_sessions__date")).filter(until__lt=_horizon(at))
    for pk in list(behind.values_list("pk", flat=True)):
        with transaction.atomic():
            lay_out_one(Assignment.objects.select_for_update(of=("self",)).get(pk=pk), at=at)


def lay_out_one(assignment: Assignment, *, at: datetime) -> None:
    """Repeat whole cycles after the last one that is planned, until the weeks ahead are full."""
    last = assignment.planned_sessions.aggregate(
        cycle=Max("cycle"), position=Max("position"), date=Max("date")
    )
    if assignment.version is None or last["cycle"] is None or not assignment.is_open_ended:
        return
    documents = workout_documents(
        assignment.version, open_end=assignment.open_end, cycles=last["cycle"] + AHEAD.days
    )
    rows: list[PlannedSession] = []
    for entry, day in _after(last["cycle"], last["date"], documents, assignment.weekdays):
        is_next = not rows or rows[-1].cycle != entry["cycle"]
        if is_next and (rows[-1].date if rows else last["date"]) >= _horizon(at):
            break
        position = last["position"] + 1 + len(rows)
        rows.append(assignment.plan(entry, position=position, day=day))
    PlannedSession.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def close(assignment: Assignment) -> None:
    """Take out what only repeats: the plan ends with the last workout of the program."""
    if assignment.version is None:
        return
    last = max((entry["cycle"] for entry in workout_documents(assignment.version)), default=0)
    PlannedSession.objects.open().filter(Q(cycle__gt=last), assignment=assignment).delete()


def _horizon(at: datetime) -> date:
    return at.date() + AHEAD


def _after(
    cycle: int, day: date, documents: list[dict[str, Any]], weekdays: Collection[int]
) -> list[tuple[dict[str, Any], date]]:
    """The workouts after `cycle`, whose last one is on `day`, as far from it as the program says,
    or on the next of the weekdays."""
    before = [entry["day"] for entry in documents if entry["cycle"] <= cycle]
    coming = [entry for entry in documents if entry["cycle"] > cycle]
    if weekdays:
        offsets = [0] * len(coming)  # only their number counts
        days = lay_out(offsets, starts_on=day + timedelta(days=1), weekdays=weekdays)
    else:
        days = [day + timedelta(days=entry["day"] - max(before)) for entry in coming]
    return list(zip(coming, days, strict=True))
