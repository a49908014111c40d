"""Warm-up sets, worked out and put in front of an exercise."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fitapp.lib.errors import Refused
from training.logbook.sets import TooManySets
from training.logbook.settling import MOST_SETS, empty_set, take_turns
from training.models import Gym, SessionItem, Set, SetKind
from training.past import last_sessions
from training.prescribing import loads_in
from training.taxonomy import Mechanics
from training.warming_up import WarmUp, warm_ups


class NothingToWarmUpTo(Refused):
    pass


@transaction.atomic
def add_warm_ups(*, item: SessionItem) -> list[Set]:
    """Warm-up sets up to the first working set. Asked twice, they are there once.

    Raises NothingToWarmUpTo, TooManySets.
    """
    take_turns(item.session.trainee_id)
    known = list(item.sets.filter(kind=SetKind.WARM_UP))
    if known:
        return known
    found = _work_out(item)
    if not found:
        raise NothingToWarmUpTo(
            "There is no weight to warm up to yet, or it is light enough to begin with."
        )
    behind = list(item.sets.order_by("position", "pk"))
    if len(behind) + len(found) > MOST_SETS:
        raise TooManySets(f"An exercise has up to {MOST_SETS} sets.")
    made = [_as_set(item, place, one) for place, one in enumerate(found)]
    for place, row in enumerate([*made, *behind]):
        row.position = place
        row.stamp("position", at=timezone.now())
    Set.objects.bulk_update(behind, ["position", "edited"])
    return Set.objects.bulk_create(made)


def _work_out(item: SessionItem) -> list[WarmUp]:
    trainee = item.session.trainee
    return warm_ups(
        _working_load(item),
        loads_in(Gym.objects.of(trainee.pk), item.exercise, trainee.profile.load_unit),
        tracking=item.tracking,
        mechanics=item.exercise.mechanics if item.exercise else Mechanics.COMPOUND,
    )


def _as_set(item: SessionItem, place: int, one: WarmUp) -> Set:
    made = empty_set(item, place, kind=SetKind.WARM_UP)
    made.target_load_kg, made.target_reps_min = one.load_kg, one.reps
    made.target_reps_max = one.reps
    return made


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
