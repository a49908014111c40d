"""Personal bests, kept in line with the sets themselves.

A set that is done after all others of its exercise is compared with what stands. Anything else, an
edit, a deletion, a set of another day, has history read anew from its beginning: each set that
beats what came before leaves a record, and marks what it beat as superseded. Both come to the same.

A record belongs to the exercise, whichever side made it: left and right are not kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from training.bests import Best, Board
from training.events import RecordBroken
from training.models import LoadMode, Record, Set, SetKind

# What is read of a set, whose row is wide.
FIGURES: Final = ("load_mode", "load_kg", "reps", "completed_at")
READ: Final = ("trainee", "exercise", "session", "duration_s", "distance_m", *FIGURES)


@transaction.atomic(savepoint=False)
def add_to_records(done: Set) -> list[Record]:
    """Count in a set that has just been done, and was not before. Returns, and announces, the
    standing records it broke."""
    if done.exercise_id is None or done.kind == SetKind.WARM_UP:
        return []
    about = {"trainee_id": done.trainee_id, "exercise_id": done.exercise_id}
    standing = list(Record.objects.standing().filter(**about))
    later = Q(completed_at__gte=done.completed_at)
    rows = Set.objects.working().filter(later | Q(session=done.session_id), **about)
    others = list(rows.exclude(pk=done.pk).only("session", *FIGURES))
    if not standing or any(row.completed_at >= done.completed_at for row in others):  # type: ignore[operator]
        ids = [done.exercise_id]
        return rebuild_records(trainee_id=done.trainee_id, exercise_ids=ids, changed=[done.pk])
    kept = {record.pk: (record.value, record.superseded_at) for record in standing}
    board = Board.of(standing, volumes=_volumes(others))
    board.read(done)
    Record.objects.bulk_update(
        [row for row in standing if (row.value, row.superseded_at) != kept[row.pk]],
        ["value", "achieved_at", "superseded_at"],
    )
    Record.objects.bulk_create(best.record for best in board.bests)
    return _announce(best.record for best in board.bests if best.broke)


@transaction.atomic(savepoint=False)
def rebuild_records(
    *, trainee_id: int, exercise_ids: Iterable[int], changed: Collection[UUID] = ()
) -> list[Record]:
    """Bring the records of these exercises in line with the sets that are done.

    Returns the standing records that the sets in `changed` have just broken, and announces them.
    An import changes many sets and names none: nobody wants a hundred congratulations.
    """
    ids = set(exercise_ids)
    if not ids:
        return []
    boards: dict[int, Board] = defaultdict(Board)
    for done in _history(trainee_id, ids):
        boards[done.exercise_id].read(done)  # type: ignore[index]  # filtered by exercise
    bests = [best for board in boards.values() for best in board.bests]
    new = {id(record) for record in _write(trainee_id, ids, bests)}
    return _announce(
        best.record
        for best in bests
        if best.by in changed and best.broke and best.record.superseded_at is None
        if id(best.record) in new
    )


def _announce(records: Iterable[Record]) -> list[Record]:
    broken = list(records)
    for record in broken:
        RecordBroken(
            trainee_id=record.trainee_id, exercise_id=record.exercise_id, kind=record.kind
        ).publish()
    return broken


def _history(trainee_id: int, exercise_ids: Collection[int]) -> Iterator[Set]:
    return (
        Set.objects.working()
        .filter(trainee_id=trainee_id, exercise_id__in=exercise_ids)
        .order_by("completed_at", "item__position", "item_id", "position", "pk")
        .only(*READ)
        .iterator(chunk_size=2000)
    )


def _volumes(sets: Iterable[Set]) -> dict[tuple[UUID, str], Decimal]:
    """What each session has lifted. Added up here, to the gram: SQLite would add floating point
    numbers."""
    volumes: dict[tuple[UUID, str], Decimal] = defaultdict(Decimal)
    for row in sets:
        if row.load_mode != LoadMode.ASSISTED:
            volumes[row.session_id, row.load_mode] += (row.load_kg or 0) * (row.reps or 0)
    return volumes


def _write(trainee_id: int, exercise_ids: Collection[int], bests: list[Best]) -> list[Record]:
    """Keep the rows that are still true, drop the others, add what is new. Returns the new."""
    kept = {
        _identity(row): row.pk
        for row in Record.objects.filter(trainee_id=trainee_id, exercise_id__in=exercise_ids)
    }
    wanted = {_identity(best.record): best.record for best in bests}
    stale = [pk for identity, pk in kept.items() if identity not in wanted]
    if stale:
        Record.objects.filter(pk__in=stale).delete()
    fresh = [record for identity, record in wanted.items() if identity not in kept]
    return Record.objects.bulk_create(fresh, batch_size=500)


def _identity(record: Record) -> tuple[object, ...]:
    return (
        record.exercise_id,
        record.kind,
        record.load_mode,
        record.load_kg,
        record.value,
        record.set_id,
        record.session_id,
        record.achieved_at,
        record.superseded_at,
    )
