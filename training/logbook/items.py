"""The exercises of a session: added, swapped, skipped, moved, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken, uuid7
from training.logbook.sets import MOST_SETS
from training.logbook.settling import empty_set, take_turns
from training.models import Exercise, Session, SessionItem, Set, SetKind
from training.past import last_sessions
from training.prescribing import load_mode_of

SETS_AT_FIRST: Final = 3


class ExerciseHasDoneSets(Refused):
    pass


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
    last = session.items.aggregate(position=Max("position"), group=Max("group"))
    item = SessionItem.objects.create(
        id=id or uuid7(),
        session=session,
        exercise=exercise,
        name=exercise.name,
        tracking=exercise.tracking,
        position=0 if last["position"] is None else last["position"] + 1,
        group=0 if last["group"] is None else last["group"] + 1,
    )
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


@transaction.atomic
def swap_exercise(*, item: SessionItem, exercise: Exercise) -> SessionItem:
    """Do another exercise in its place, now or from the next set on.

    Sets that are done stay what they were; the others keep their reps, time and effort as targets
    but not their load, which belonged to the other exercise.
    """
    if item.exercise_id == exercise.pk:
        return item
    if item.sets.filter(completed_at__isnull=False).exists():
        item = _split(item)
    item.exercise, item.name, item.tracking = exercise, exercise.name, exercise.tracking
    item.reason, item.skipped_at = "", None
    item.save()
    keep = exercise.figures
    changes: dict[str, Any] = {"target_load_kg": None, "load_mode": load_mode_of(item.tracking)}
    if "reps" not in keep:
        changes |= {"target_reps_min": None, "target_reps_max": None}
    if "time" not in keep:
        changes["target_duration_s"] = None
    if "distance" not in keep:
        changes["target_distance_m"] = None
    item.sets.update(exercise=exercise, **changes)
    return item


def skip_exercise(*, item: SessionItem, at: datetime) -> None:
    """Leave it out today. What is done of it stays done."""
    SessionItem.objects.filter(pk=item.pk, skipped_at=None).update(skipped_at=at)


def unskip_exercise(*, item: SessionItem) -> None:
    SessionItem.objects.filter(pk=item.pk).update(skipped_at=None)


@transaction.atomic
def remove_exercise(*, item: SessionItem) -> None:
    """Take an exercise out. Raises ExerciseHasDoneSets: those are deleted one by one."""
    if item.sets.filter(completed_at__isnull=False).exists():
        raise ExerciseHasDoneSets(f"{item.name} has sets that are done. Delete them first.")
    item.delete()


@transaction.atomic
def move_exercise(*, item: SessionItem, to: int) -> None:
    """Put it in another place of the session, counted from 0. It leaves its superset."""
    items = list(SessionItem.objects.filter(session_id=item.session_id).order_by("position", "pk"))
    moving = next(row for row in items if row.pk == item.pk)
    items.remove(moving)
    items.insert(max(0, min(to, len(items))), moving)
    for position, row in enumerate(items):
        row.position = position
    SessionItem.objects.bulk_update(items, ["position"])


def note_on_exercise(*, item: SessionItem, note: str) -> None:
    SessionItem.objects.filter(pk=item.pk).update(note=note.strip())


def _split(item: SessionItem) -> SessionItem:
    """Leave what is done where it is, and take the other sets to an item right behind it."""
    SessionItem.objects.filter(session_id=item.session_id, position__gt=item.position).update(
        position=F("position") + 1
    )
    rest = SessionItem.objects.get(pk=item.pk)
    rest.pk, rest.position, rest.note = uuid7(), item.position + 1, ""
    rest.save(force_insert=True)
    item.sets.filter(completed_at=None).update(item=rest)
    if not rest.sets.exists():
        empty_set(rest, 0).save(force_insert=True)
    return rest
