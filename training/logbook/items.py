"""The exercises of a session: added, skipped, moved, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken, uuid7
from training.logbook.graves import bury
from training.logbook.settling import MOST_SETS, empty_set, hold, take_turns
from training.models import Exercise, Session, SessionItem, Set, SetKind
from training.past import last_sessions

SETS_AT_FIRST: Final = 3


class ExerciseHasDoneSets(Refused):
    pass


def item_at_the_end(session: Session, exercise: Exercise, *, id: UUID) -> SessionItem:
    """Not yet saved."""
    last = session.items.aggregate(position=Max("position"), group=Max("group"))
    return SessionItem(
        id=id,
        session=session,
        exercise=exercise,
        name=exercise.name,
        tracking=exercise.tracking,
        position=0 if last["position"] is None else last["position"] + 1,
        group=0 if last["group"] is None else last["group"] + 1,
    )


@transaction.atomic
def add_exercise(
    *,
    session: Session,
    exercise: Exercise,
    id: UUID | None = None,
    set_count: int | None = None,
) -> SessionItem:
    """Put an exercise at the end, with as many sets as last time unless told. Raises IdTaken."""
    if id is not None:
        take_turns(session.trainee_id)
    known = SessionItem.objects.filter(pk=id).first() if id else None
    if known is not None:
        if known.session_id != session.pk:
            raise IdTaken
        return known
    item = item_at_the_end(session, exercise, id=id or uuid7())
    item.stamp("position", at=timezone.now())
    item.save(force_insert=True)
    past = last_sessions(
        trainee_id=session.trainee_id,
        exercise_ids=[exercise.pk],
        before=session.started_at,
        sessions=1,
    ).get(exercise.pk)
    kinds = [row.kind for row in past[0]] if past else [SetKind.WORK] * SETS_AT_FIRST
    if set_count is not None:
        kinds = [SetKind.WORK] * set_count
    Set.objects.bulk_create(
        empty_set(item, position, kind=kind) for position, kind in enumerate(kinds[:MOST_SETS])
    )
    return item


def skip_exercise(*, item: SessionItem, at: datetime) -> None:
    """Leave it out today. What is done of it stays done."""
    if item.skipped_at is None:
        _say(item, skipped_at=at)


def unskip_exercise(*, item: SessionItem) -> None:
    _say(item, skipped_at=None)


@transaction.atomic
def remove_exercise(*, item: SessionItem) -> None:
    """Take an exercise out. Raises ExerciseHasDoneSets: those are deleted one by one."""
    if item.sets.filter(completed_at__isnull=False).exists():
        raise ExerciseHasDoneSets(f"{item.name} has sets that are done. Delete them first.")
    take_turns(item.session.trainee_id)
    bury(item, deleted_at=timezone.now())


@transaction.atomic
def move_exercise(*, item: SessionItem, to: int) -> None:
    """Put it in another place of the session, counted from 0. It leaves its superset."""
    take_turns(item.session.trainee_id)
    items = list(SessionItem.objects.filter(session_id=item.session_id).order_by("position", "pk"))
    moving = next(row for row in items if row.pk == item.pk)
    items.remove(moving)
    items.insert(max(0, min(to, len(items))), moving)
    now = timezone.now()
    for position, row in enumerate(items):
        row.say(at=now, position=position)
    SessionItem.objects.bulk_update(items, ["position", "edited"])


def note_on_exercise(*, item: SessionItem, note: str) -> None:
    _say(item, note=note.strip())


@transaction.atomic
def _say(item: SessionItem, **values: Any) -> None:
    hold(item, *values)
    item.say(at=timezone.now(), **values)
    item.save(update_fields=[*values, "edited"])
