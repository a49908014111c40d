"""Warm-up sets, worked out and put in front of an exercise."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from fitapp.lib.errors import Refused
from training.logbook.sets import MOST_SETS, TooManySets
from training.logbook.settling import empty_set, take_turns
from training.models import Gym, SessionItem, Set, SetKind
from training.past import last_sessions
from training.prescribing import loads_in
from training.taxonomy import Mechanics
from training.warming_up import warm_ups


class NothingToWarmUpTo(Refused):
    pass


@transaction.atomic
def add_warm_ups(*, item: SessionItem) -> list[Set]:
    """Warm-up sets up to the first working set. Asked twice, they are there once.

    Raises NothingToWarmUpTo, TooManySets.
    """
    session = item.session
    take_turns(session.trainee_id)
    known = list(item.sets.filter(kind=SetKind.WARM_UP))
    if known:
        return known
    unit = session.trainee.profile.load_unit
    found = warm_ups(
        _working_load(item),
        loads_in(Gym.objects.of(session.trainee_id), item.exercise, unit),
        tracking=item.tracking,
        mechanics=item.exercise.mechanics if item.exercise else Mechanics.COMPOUND,
    )
    if not found:
        raise NothingToWarmUpTo(
            "There is no weight to warm up to yet, or it is light enough to begin with."
        )
    if item.sets.count() + len(found) > MOST_SETS:
        raise TooManySets(f"An exercise has up to {MOST_SETS} sets.")
    item.sets.update(position=F("position") + len(found))
    made = [empty_set(item, place, kind=SetKind.WARM_UP) for place in range(len(found))]
    for row, one in zip(made, found, strict=True):
        row.target_load_kg, row.target_reps_min, row.target_reps_max = (
            one.load_kg, one.reps, one.reps,
        )  # fmt: skip
    return Set.objects.bulk_create(made)


def _working_load(item: SessionItem) -> Decimal | None:
    """Of the first working set: what was lifted, what is meant, or what it was last time."""
    work = item.sets.exclude(kind=SetKind.WARM_UP).order_by("position", "pk")
    if (first := work.first()) is not None:
        load = first.load_kg if first.is_done else first.target_load_kg
        if load is not None:
            return load
    past = last_sessions(
        trainee_id=item.session.trainee_id,
        exercise_ids=[item.exercise_id or 0],
        before=item.session.started_at,
        sessions=1,
        without=item.session_id,
    )
    last = past.get(item.exercise_id or 0, [[]])[0]
    return next((row.load_kg for row in last if row.kind != SetKind.WARM_UP), None)
