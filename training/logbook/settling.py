"""What every verb of the log ends with: records and totals brought in line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from accounts.models import User
from fitapp.lib.errors import Refused
from training.figures import Figures
from training.models import Record, Session, SessionItem, Set, SetKind
from training.models.edits import Edited
from training.prescribing import load_mode_of
from training.records import add_to_records, rebuild_records
from training.weeks import add_to_weeks, rebuild_weeks

MOST_SETS: Final = 40
NOTHING_DONE: Final = {**Figures().as_fields(), "completed_at": None}


class NotThereAnyMore(Refused):
    pass


def take_turns(trainee_id: int) -> None:
    """One device at a time, until the transaction ends: two that log the same exercise at once
    would both write its records, and what is sent twice at once would be there twice.

    On SQLite a transaction that writes is alone from its beginning."""
    if not connection.features.has_select_for_update:
        return
    lock = User.objects.select_for_update(no_key=True).filter(pk=trainee_id)
    lock.values_list("pk", flat=True).first()


def hold(row: Edited, *fields: str) -> None:
    """Take turns about a row, and see it as the one before left it."""
    session = row if isinstance(row, Session) else row.session  # type: ignore[attr-defined]
    take_turns(session.trainee_id)
    try:
        row.refresh_from_db(fields=["edited", *fields])
    except ObjectDoesNotExist as error:
        raise NotThereAnyMore("Somebody deleted this a moment ago.") from error


def settle(
    session: Session,
    *,
    exercise_ids: Iterable[int | None] = (),
    changed: Collection[UUID] = (),
    days: Iterable[date] = (),
) -> list[Record]:
    """Bring records and weeks in line with the sets of this session. Returns records broken.

    Whoever changed a set has taken turns before."""
    broken = rebuild_records(
        trainee_id=session.trainee_id,
        exercise_ids={pk for pk in exercise_ids if pk is not None},
        changed=changed,
    )
    rebuild_weeks(trainee_id=session.trainee_id, weeks=[session.day, *days])
    return broken


def settle_set(row: Set, *, was_done: bool) -> list[Record]:
    """`settle` for one set that was written. One that has just been done, and was not before, is
    counted in without reading its history anew."""
    if was_done or not row.is_done:
        return settle(row.session, exercise_ids=[row.exercise_id], changed=[row.pk])
    broken = add_to_records(row)
    add_to_weeks(row)
    return broken


def done_exercises(session: Session) -> list[int | None]:
    done = session.sets.done().exclude(exercise=None)
    return list(done.order_by().values_list("exercise_id", flat=True).distinct())


def day_of(trainee: User, at: datetime) -> date:
    return at.astimezone(trainee.profile.zone).date()


def within(session: Session, at: datetime) -> datetime:
    """A moment of the session: what is added to a past one was done then, not now."""
    latest = session.finished_at or at
    return max(session.started_at, min(at, latest))


def empty_set(item: SessionItem, position: int, *, kind: str = SetKind.WORK) -> Set:
    return Set(
        trainee_id=item.session.trainee_id,
        session_id=item.session_id,
        item=item,
        exercise_id=item.exercise_id,
        position=position,
        kind=kind,
        load_mode=load_mode_of(item.tracking),
    )
