"""An exercise done in place of another, now or from the next set on."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fitapp.lib.ids import derived
from training.logbook.settling import empty_set, hold
from training.models import Exercise, SessionItem, Set, Tombstone
from training.models.edits import written
from training.prescribing import load_mode_of

SWAPS: Final = "swaps"  # {moment: exercise}, beginning with what it was at first
BASE: Final = "swapped"  # of an item that holds what was done before: which one it was split from
A_MILLISECOND: Final = 1 << 80
TARGETS: Final = (
    *("target_load_kg", "target_reps_min", "target_reps_max"),
    *("target_duration_s", "target_distance_m"),
)


@transaction.atomic
def swap_exercise(*, item: SessionItem, exercise: Exercise) -> SessionItem:
    """Do another exercise in its place.

    Sets that are done stay what they were, in an item of their own before it; the others keep
    their reps, time and effort as targets but not their load, which belonged to the other exercise.
    """
    hold(item, "exercise", "position", "note", "skipped_at")
    if item.exercise_id == exercise.pk:
        return item
    now = timezone.now()
    choose(item, exercise, at=now)
    item.say(at=now, skipped_at=None)
    item.save()
    arrange(item)
    return item


def choose(item: SessionItem, exercise: Exercise, *, at: datetime) -> bool:
    """Of several that were chosen the last one stands. False: that is another."""
    swaps = item.edited.setdefault(SWAPS, {"": item.exercise_id})
    swaps[written(at)] = max(exercise.pk, swaps.get(written(at), 0))
    item.stamp("exercise", at=at)
    if swaps[max(swaps)] != exercise.pk:
        return False
    if item.exercise_id != exercise.pk:
        item.exercise, item.name, item.tracking = exercise, exercise.name, exercise.tracking
        item.reason = _reason(item, exercise)
    return True


def _reason(item: SessionItem, exercise: Exercise) -> str:
    planned = item.planned_exercise
    if planned is None or planned.pk == exercise.pk:
        return ""
    weight = ": the rest stays, with a weight of its own" if "load" in exercise.figures else ""
    return f"In place of {planned.name}{weight}."


def was_swapped(item: SessionItem) -> bool:
    return BASE in item.edited or len({*item.edited.get(SWAPS, {}).values()}) > 1


def arrange(item: SessionItem) -> set[int]:
    """Each set that is done under the exercise it was done with, all others under what is done
    now. Returns the exercises whose done sets changed."""
    if not was_swapped(item):
        return set()
    item = _base_of(item)
    swaps = item.edited[SWAPS]
    homes = _homes(item, {pk for pk in swaps.values() if pk is not None})
    rows = list(Set.objects.filter(item__in=[item.pk, *_apart(item, swaps)]))
    touched: set[int | None] = set()
    for row in rows:
        exercise_id = _in_force(swaps, row) if row.is_done else item.exercise_id
        if row.is_done and row.exercise_id != exercise_id:
            touched |= {row.exercise_id, exercise_id}
        _move(row, homes.get(exercise_id or 0, item))
    needed = {row.item_id for row in rows}
    SessionItem.objects.bulk_create(
        [home for home in homes.values() if home.pk in needed], ignore_conflicts=True
    )
    Set.objects.bulk_update(rows, ["item", "exercise", "load_mode", *TARGETS])
    _drop_empty(_apart(item, swaps))
    if item.pk not in needed:
        empty_set(item, 0).save(force_insert=True)
    return {pk for pk in touched if pk is not None}


def _drop_empty(ids: list[UUID]) -> None:
    """But not where a set was deleted: it may come back."""
    deleted = Tombstone.objects.filter(item_id__in=ids).values("item_id")
    empty = SessionItem.objects.filter(pk__in=ids, note="", sets=None)
    empty.exclude(pk__in=deleted).delete()


def _move(row: Set, home: SessionItem) -> None:
    row.item = home
    if row.exercise_id == home.exercise_id:
        return
    row.exercise_id = home.exercise_id
    if row.is_done or home.exercise is None:
        return
    keep = home.exercise.figures
    row.load_mode, row.target_load_kg = load_mode_of(home.tracking), None
    if "reps" not in keep:
        row.target_reps_min = row.target_reps_max = None
    if "time" not in keep:
        row.target_duration_s = None
    if "distance" not in keep:
        row.target_distance_m = None


def _base_of(item: SessionItem) -> SessionItem:
    base = item.edited.get(BASE)
    return SessionItem.objects.get(pk=base["item"]) if base else item


def _homes(item: SessionItem, exercise_ids: set[int]) -> dict[int, SessionItem]:
    """Where the sets of each exercise belong."""
    exercises = Exercise.objects.in_bulk(exercise_ids - {item.exercise_id})
    apart = {pk: _set_apart(item, exercise) for pk, exercise in exercises.items()}
    return apart if item.exercise_id is None else {**apart, item.exercise_id: item}


def _apart(item: SessionItem, swaps: dict[str, int | None]) -> list[UUID]:
    return [_id_before(item, pk) for pk in swaps.values() if pk is not None]


def _id_before(item: SessionItem, exercise_id: int) -> UUID:
    """In the same place as the item, and first of the two."""
    return derived(UUID(int=item.pk.int - A_MILLISECOND), "before", exercise_id)


def _set_apart(item: SessionItem, exercise: Exercise) -> SessionItem:
    return SessionItem(
        id=_id_before(item, exercise.pk),
        session_id=item.session_id,
        position=item.position,
        exercise=exercise,
        name=exercise.name,
        tracking=exercise.tracking,
        group=item.group,
        group_kind=item.group_kind,
        cue=item.cue,
        tempo=item.tempo,
        rest_s=item.rest_s,
        planned_exercise_id=item.planned_exercise_id,
        edited={BASE: {"item": str(item.pk)}},
    )


def _in_force(swaps: dict[str, int | None], row: Set) -> int | None:
    """What was done at the moment at which that set was said to be done."""
    moment = row.edited_at("completed_at") or written(row.completed_at)  # type: ignore[arg-type]
    return next((swaps[at] for at in sorted(swaps, reverse=True) if at <= moment), swaps[""])
