"""Sessions: begun, finished, corrected, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from fitapp.lib.ids import IdTaken, derived, uuid7
from training.logbook.graves import bury, forget_session, sweep
from training.logbook.settling import day_of, done_exercises, hold, settle, take_turns
from training.models import PlannedSession, Session, Set
from training.models.edits import ALL, written
from training.models.sessions import SessionFinishesBeforeItStarts
from training.prescribing import prescribe, write_items

LEFT_LYING_AFTER: Final = timedelta(hours=4)
A_DOUBLE_PRESS: Final = timedelta(seconds=20)
SAID: Final = ("name", "started_at", "finished_at", "rpe", "note")


@transaction.atomic
def start_planned(
    *, planned: PlannedSession, by: User, at: datetime, id: UUID | None = None
) -> Session:
    """Begin what was planned. Begun twice, it is the same session, with an id that follows from
    the plan's unless a client chose one. Raises IdTaken."""
    planned = PlannedSession.objects.select_for_update().get(pk=planned.pk)
    begun = Session.objects.filter(planned=planned).first()
    if begun is not None:
        return begun
    session = _begin(
        planned.trainee, by=by, at=at, name=planned.name, id=id or _id_for(planned), planned=planned
    )
    document = planned.document
    prescribed = prescribe(trainee=planned.trainee, document=document, before=at)
    try:
        write_items(session=session, prescribed=prescribed)
    except IntegrityError as error:  # somebody took the ids that follow from this plan
        raise IdTaken from error
    # Done after all: it was neither skipped nor missed nor left out.
    PlannedSession.objects.filter(pk=planned.pk).update(
        skipped_at=None, missed_at=None, in_pause=False
    )
    return session


@transaction.atomic
def start_free(
    *,
    trainee: User,
    by: User,
    at: datetime,
    name: str = "Workout",
    id: UUID | None = None,
    finished_at: datetime | None = None,
) -> Session:
    """Begin a workout without a plan; with `finished_at`, write down one that is over.

    Raises IdTaken where the id is somebody else's.
    """
    take_turns(trainee.pk)
    known = Session.objects.filter(pk=id).first() if id else None
    if known is not None:
        if known.trainee_id != trainee.pk:
            raise IdTaken
        return known
    session = _begin(trainee, by=by, at=at, name=name, id=id)
    if finished_at is not None:
        session.finish(at=finished_at)
        settle(session)
    return session


@transaction.atomic
def start_now(*, trainee: User, by: User, at: datetime, name: str) -> Session:
    """`start_free` at the press of a button. Pressed twice, it is the same session."""
    take_turns(trainee.pk)
    begun = Session.objects.under_way().filter(
        trainee=trainee,
        planned=None,
        logged_by=None if by.pk == trainee.pk else by,
        name=name,
        started_at__range=(at - A_DOUBLE_PRESS, at),
        items=None,
    )
    return begun.first() or start_free(trainee=trainee, by=by, at=at, name=name)


@transaction.atomic
def finish_session(
    *, session: Session, at: datetime, rpe: Decimal | None = None, note: str | None = None
) -> None:
    """End it; what was neither planned nor done is dropped. One left lying for hours ended with
    its last set. Raises SessionAlreadyFinished, SessionFinishesBeforeItStarts."""
    hold(session, "rpe", "note")
    last = session.sets.aggregate(at=Max("completed_at"))["at"]
    if last is not None and at - last > LEFT_LYING_AFTER:
        at = max(last, session.started_at)
    session.finish(at=at, rpe=rpe, note=note)
    said = {"rpe": rpe, "note": note}
    session.stamp(
        "finished_at",
        *[name for name, value in said.items() if value is not None],
        at=timezone.now(),
    )
    session.save(update_fields=["edited"])
    sweep(session)
    settle(session)


@transaction.atomic
def edit_session(
    *,
    session: Session,
    name: str,
    started_at: datetime,
    finished_at: datetime | None,
    rpe: Decimal | None,
    note: str,
) -> None:
    """Change what is said about a session. Its sets move with its start.

    Raises SessionFinishesBeforeItStarts.
    """
    if finished_at is not None and finished_at < started_at:
        raise SessionFinishesBeforeItStarts("A session cannot end before it began.")
    hold(session, *SAID, "day")
    moved, day, now = started_at - session.started_at, session.day, timezone.now()
    session.say(at=now, name=name, rpe=rpe, note=note)
    session.say(at=now, started_at=started_at, finished_at=finished_at)
    session.day = day_of(session.trainee, started_at)
    session.save(update_fields=[*SAID, "day", "edited"])
    if finished_at is None:
        sweep(session)
    if moved:
        _move_sets(session, moved, now)
    settle(session, exercise_ids=done_exercises(session) if moved else (), days=[day])


@transaction.atomic
def correct_session(*, session: Session, changes: Mapping[str, Any]) -> None:
    """`edit_session` in what `changes` names. The rest stays as whoever wrote last left it: each
    of these is a fact of its own, which two people may correct at once.

    Raises SessionFinishesBeforeItStarts.
    """
    hold(session, *SAID)
    edit_session(
        session=session, **{name: changes.get(name, getattr(session, name)) for name in SAID}
    )


@transaction.atomic
def delete_session(*, session: Session) -> None:
    """Take it out of history. What was planned is open again."""
    hold(session, *SAID)
    exercise_ids = done_exercises(session)
    bury(session, deleted_at=timezone.now())
    settle(session, exercise_ids=exercise_ids)


def _id_for(planned: PlannedSession) -> UUID:
    chosen = derived(planned.pk, "session")
    return uuid7() if Session.objects.filter(pk=chosen).exists() else chosen


def _move_sets(session: Session, by: timedelta, now: datetime) -> None:
    rows = list(session.sets.done())
    for row in rows:
        assert row.completed_at is not None  # noqa: S101  # only done sets are read
        row.say(at=now, completed_at=row.completed_at + by)
    Set.objects.bulk_update(rows, ["completed_at", "edited"])


def _begin(
    trainee: User,
    *,
    by: User,
    at: datetime,
    name: str,
    id: UUID | None,
    planned: PlannedSession | None = None,
) -> Session:
    if id is not None and Session.objects.filter(pk=id).exists():
        raise IdTaken
    begun_anew = id is not None and forget_session(id, trainee_id=trainee.pk)
    return Session.objects.create(
        id=id or uuid7(),
        edited={ALL: written(timezone.now())} if begun_anew else {},
        trainee=trainee,
        planned=planned,
        logged_by=None if by.pk == trainee.pk else by,
        name=name,
        started_at=at,
        day=day_of(trainee, at),
    )
