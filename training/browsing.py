"""The sessions of a trainee a page at a time: from one row to the next, so that none comes twice
or is left out while others are added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.models import User
from fitapp.lib.paging import past
from training.models import Exercise, Session, Set
from training.models.sessions import SessionQuerySet

PER_PAGE: Final = 25
UPWARDS: Final = ("started_at", "pk")
DOWNWARDS: Final = ("-started_at", "-pk")


@dataclass(frozen=True)
class Page:
    """Newest first; `older` and `newer` say whether there are more in that direction."""

    sessions: list[Session]
    older: bool
    newer: bool


def browse(
    trainee: User,
    *,
    exercise: Exercise | None = None,
    first: date | None = None,
    last: date | None = None,
    after: Session | None = None,
    before: Session | None = None,
) -> Page:
    """The page that begins behind the session `after`, or ends in front of `before`."""
    rows = _narrowed(trainee, exercise, first, last)
    if before is not None:
        newer = rows.filter(past(UPWARDS, [before.started_at, before.pk]))
        found = list(newer.order_by(*UPWARDS)[: PER_PAGE + 1])
        more, shown = len(found) > PER_PAGE, found[:PER_PAGE][::-1]
        return Page(_with_totals(shown), older=True, newer=more)
    if after is not None:
        rows = rows.filter(past(DOWNWARDS, [after.started_at, after.pk]))
    found = list(rows.order_by(*DOWNWARDS)[: PER_PAGE + 1])
    more = len(found) > PER_PAGE
    return Page(_with_totals(found[:PER_PAGE]), older=more, newer=after is not None)


def exercises_done(trainee: User) -> list[Exercise]:
    """What there are sets of, by name."""
    done = Set.objects.done().filter(trainee=trainee, exercise__isnull=False)
    rows = Exercise.objects.filter(pk__in=done.order_by().values("exercise_id").distinct())
    return list(rows.order_by("name"))


def _narrowed(
    trainee: User, exercise: Exercise | None, first: date | None, last: date | None
) -> SessionQuerySet:
    rows = Session.objects.filter(trainee=trainee)
    if exercise is not None:
        done = Set.objects.done().filter(trainee=trainee, exercise=exercise)
        rows = rows.filter(pk__in=done.values("session_id"))
    if first is not None:
        rows = rows.filter(day__gte=first)
    return rows if last is None else rows.filter(day__lte=last)


def _with_totals(shown: list[Session]) -> list[Session]:
    """Only what is on the page is added up."""
    ids = [session.pk for session in shown]
    return list(Session.objects.filter(pk__in=ids).with_totals().newest_first())
