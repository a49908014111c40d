"""Sets: added, logged, corrected, taken back, deleted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken
from fitapp.lib.units import LoadUnit
from training.figures import Figures
from training.logbook.graves import bury
from training.logbook.items import unskip_exercise
from training.logbook.settling import (
    MOST_SETS,
    NOTHING_DONE,
    empty_set,
    hold,
    settle,
    settle_set,
    take_turns,
    within,
)
from training.models import Record, SessionItem, Set, SetKind
from training.models.sets import DONE


class TooManySets(Refused):
    pass


@transaction.atomic
def add_set(
    *, item: SessionItem, id: UUID | None = None, kind: str | None = None, side: str | None = None
) -> Set:
    """One more set, like the last one. Raises IdTaken, TooManySets."""
    if id is not None:
        take_turns(item.session.trainee_id)
    known = Set.objects.filter(pk=id).first() if id else None
    if known is not None:
        if known.session_id != item.session_id:
            raise IdTaken
        return known
    last = item.sets.order_by("-position", "-pk").first()
    position = last.position + 1 if last else 0
    if position >= MOST_SETS:
        raise TooManySets(f"An exercise has up to {MOST_SETS} sets.")
    like = SetKind.WORK if last is None or last.kind == SetKind.WARM_UP else last.kind
    made = empty_set(item, position, kind=kind or like)
    made.pk = id or made.pk
    made.load_mode = last.load_mode if last else made.load_mode
    made.side = side or (last.side if last else made.side)
    made.stamp("position", at=timezone.now())
    made.save(force_insert=True)
    return made


@transaction.atomic
def log_set(
    *,
    set: Set,
    at: datetime,
    load: Decimal | None = None,
    unit: str = LoadUnit.KG,
    load_mode: str | None = None,
    reps: int | None = None,
    duration_s: int | None = None,
    distance_m: Decimal | None = None,
    rpe: Decimal | None = None,
) -> list[Record]:
    """Write down what was done. Logged again, it is corrected and keeps its time.

    Returns the records it broke. Raises ValidationError naming every wrong figure.
    """
    now = timezone.now()
    hold(set, *NOTHING_DONE)
    figures = Figures(
        load=load,
        unit=unit,
        load_mode=load_mode or set.load_mode,
        reps=reps,
        duration_s=duration_s,
        distance_m=distance_m,
        rpe=rpe,
    )
    figures.check(set.item.tracking)
    was_done = set.is_done
    completed_at = set.completed_at or within(set.session, at)
    set.bring_back()
    set.say(at=now, **figures.as_fields(), completed_at=completed_at)
    set.stamp(DONE, at=now)
    set.save(update_fields=[*NOTHING_DONE, "edited"])
    if set.item.skipped_at:
        unskip_exercise(item=set.item)
    return settle_set(set, was_done=was_done)


@transaction.atomic
def change_set(*, set: Set, kind: str, side: str | None = None) -> None:
    """Say what sort of set it is. A warm-up never counts as a record."""
    hold(set, "kind", "side")
    set.say(at=timezone.now(), kind=kind, side=side or set.side)
    set.save(update_fields=["kind", "side", "edited"])
    if set.is_done:
        settle(set.session, exercise_ids=[set.exercise_id], changed=[set.pk])


@transaction.atomic
def undo_set(*, set: Set) -> None:
    """It was not done after all."""
    hold(set, *NOTHING_DONE)
    if not set.is_done:
        return
    set.take_back()
    set.stamp(DONE, at=timezone.now())
    set.save(update_fields=[*NOTHING_DONE, "edited"])
    settle(set.session, exercise_ids=[set.exercise_id])


@transaction.atomic
def delete_set(*, set: Set) -> None:
    """Take it out of the session, done or not."""
    hold(set, *NOTHING_DONE)
    bury(set, deleted_at=timezone.now())
    if set.is_done:
        settle(set.session, exercise_ids=[set.exercise_id])
