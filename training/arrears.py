"""How the days of a plan follow what really happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min, Q

from accounts.models import User
from training.models import Assignment, PlannedSession
from training.models.assignments import PlannedSessionQuerySet
from training.schedule import wait_until

ROWS_AT_ONCE: Final = 500


def catch_up(*, at: datetime, trainee_ids: Collection[int] | None = None) -> None:
    """Follow the days that have passed: on fixed days, what was not begun is missed; in order,
    the next workout waits on today. What is paused stays where it is.

    For everyone, or for `trainee_ids`: a page that shows a plan asks this first, so that it is
    right in the hour after midnight too. Costs one query where there is nothing to do.
    """
    overdue = PlannedSession.objects.open().not_paused().filter(date__lt=_latest_day(at))
    if trainee_ids is not None:
        overdue = overdue.filter(trainee__in=trainee_ids)
    for today, zones in _days_with_arrears(overdue, at).items():
        _catch_up_until(
            today, overdue.filter(date__lt=today, trainee__profile__time_zone__in=zones), at
        )


def today_of(user: User, at: datetime) -> date:
    """The date where this person is."""
    return at.astimezone(user.profile.zone).date()


def _latest_day(at: datetime) -> date:
    """The date where the day is furthest on: no time zone is more than 14 hours ahead."""
    return (at + timedelta(hours=14)).date()


def _days_with_arrears(overdue: PlannedSessionQuerySet, at: datetime) -> dict[date, list[str]]:
    """Today's dates over the earth (three at most) with the time zones of those behind them."""
    first_days = overdue.values_list("trainee__profile__time_zone").annotate(first=Min("date"))
    zones = defaultdict(list)
    for zone, first in first_days.order_by():
        today = at.astimezone(ZoneInfo(zone)).date()
        if first < today:
            zones[today].append(zone)
    return zones


@transaction.atomic
def _catch_up_until(today: date, overdue: PlannedSessionQuerySet, at: datetime) -> None:
    waiting = Q(assignment__mode=Assignment.Mode.SEQUENCE, assignment__ended_at=None)
    missed = list(overdue.exclude(waiting).values_list("pk", flat=True))
    for start in range(0, len(missed), ROWS_AT_ONCE):
        some = missed[start : start + ROWS_AT_ONCE]
        PlannedSession.objects.open().filter(pk__in=some).update(missed_at=at)
    behind = set(overdue.filter(waiting).values_list("assignment", flat=True))
    rows = PlannedSession.objects.open().filter(assignment__in=behind)
    PlannedSession.objects.bulk_update(
        _waiting(rows.select_related("assignment").in_order(), today),
        ["date"],
        batch_size=ROWS_AT_ONCE,
    )


def _waiting(rows: PlannedSessionQuerySet, today: date) -> list[PlannedSession]:
    """Those of `rows` whose date changes when the next of each assignment waits on `today`."""
    plans: dict[UUID, list[PlannedSession]] = defaultdict(list)
    for row in rows:
        plans[row.assignment_id].append(row)
    changed = []
    for plan in plans.values():
        days = wait_until(
            [row.date for row in plan], today=today, weekdays=plan[0].assignment.weekdays
        )
        for row, day in zip(plan, days, strict=True):
            if row.date != day:
                row.date = day
                changed.append(row)
    return changed
