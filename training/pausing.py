"""A plan that rests for a while: nothing is missed meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fitapp.lib.errors import Refused
from training.arrears import ROWS_AT_ONCE, catch_up, today_of
from training.models import Assignment, PlannedSession
from training.models.assignments import PlannedSessionQuerySet
from training.open_ends import lay_out_ahead
from training.schedule import lay_out


class CannotPause(Refused):
    pass


class CannotResume(Refused):
    pass


@transaction.atomic
def pause(*, assignment: Assignment, at: datetime) -> None:
    """From today on nothing of it is due. Raises CannotPause."""
    catch_up(at=at, trainee_ids=[assignment.trainee_id])
    today = today_of(assignment.trainee, at)
    running = Assignment.objects.running().filter(pk=assignment.pk, paused_on=None)
    if not running.update(paused_on=today):
        raise CannotPause("This program has ended, or is paused already.")
    assignment.paused_on = today


@transaction.atomic
def resume(*, assignment: Assignment, move: bool, at: datetime) -> None:
    """Go on today. With `move`, what is still to come comes later by the length of the pause;
    else each day stays, and what fell into the pause is left out. Raises CannotResume."""
    since = Assignment.objects.select_for_update().get(pk=assignment.pk).paused_on
    running = Assignment.objects.running().filter(pk=assignment.pk, paused_on__isnull=False)
    if since is None or not running.update(paused_on=None):
        raise CannotResume("This program is not paused.")
    assignment.paused_on = None
    today = today_of(assignment.trainee, at)
    waiting = PlannedSession.objects.open().filter(assignment=assignment, date__gte=since)
    if move:
        _move_along(waiting, assignment, since, today, at)
    else:
        waiting.filter(date__lt=today).update(skipped_at=at, in_pause=True)
    lay_out_ahead(at=at, trainee_ids=[assignment.trainee_id])


def _move_along(
    waiting: PlannedSessionQuerySet, assignment: Assignment, since: date, today: date, at: datetime
) -> None:
    """Later by the days of the pause, or in order onto the weekdays from today on."""
    rows = list(waiting.in_order())
    if assignment.weekdays:
        days = lay_out([0] * len(rows), starts_on=today, weekdays=assignment.weekdays)
    else:
        days = [row.date + (today - since) for row in rows]
    for row, day in zip(rows, days, strict=True):
        row.date, row.moved_at = day, at
    PlannedSession.objects.bulk_update(rows, ["date", "moved_at"], batch_size=ROWS_AT_ONCE)
