"""A rest in words: that it is over, and what it was for."""

from __future__ import annotations

from typing import Final

from training.announcing import in_minutes, in_tenths
from training.models import Group, LoadMode, RestTimer, Set, SetKind
from training.worksheet import reps_aimed

TITLES: Final = {
    Group.Kind.EMOM: "The next round begins",
    Group.Kind.AMRAP: "Time is up",
}


def title_of(timer: RestTimer) -> str:
    kind = Group.Kind(timer.after.item.group_kind) if timer.after else Group.Kind.STRAIGHT
    return TITLES.get(kind, "Rest is over")


def what_comes(timer: RestTimer) -> str:
    """ "Bench press, set 3 of 4, 80 kg × 8" """
    row = timer.upcoming
    if row is None:
        return timer.session.name
    parts = [row.item.name, _place(row), _figures(timer, row)]
    return ", ".join(filter(None, parts))


def _place(row: Set) -> str:
    if row.kind == SetKind.WARM_UP:
        return "warm-up"
    places = list(
        row.item.sets.exclude(kind=SetKind.WARM_UP)
        .order_by("position", "pk")
        .values_list("pk", flat=True)
    )
    return f"set {places.index(row.pk) + 1} of {len(places)}"


def _figures(timer: RestTimer, row: Set) -> str:
    """What is planned, or else what was done in the set before."""
    done = timer.after
    is_alike = done is not None and (done.item_id, done.kind) == (row.item_id, row.kind)
    load_kg, reps, duration_s = row.target_load_kg, reps_aimed(row), row.target_duration_s
    if done is not None and is_alike:
        load_kg = done.load_kg if load_kg is None else load_kg
        reps, duration_s = reps or str(done.reps or ""), duration_s or done.duration_s
    unit = timer.trainee.profile.load_unit
    parts = [reps]
    if load_kg:
        parts.insert(0, LoadMode(row.load_mode).sign + in_tenths(load_kg, unit))
    if duration_s:
        parts.append(in_minutes(duration_s))
    return " × ".join(filter(None, parts))
