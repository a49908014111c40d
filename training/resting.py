"""A rest in words: that it is over, and what it was for."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fitapp.lib.units import from_kg, plain, tenth
from training.models import Group, LoadMode, RestTimer, Set, SetKind
from training.worksheet import reps_aimed

TITLES: Final = {
    Group.Kind.EMOM: "The next round begins",
    Group.Kind.AMRAP: "Time is up",
}
SIGNS: Final = {LoadMode.ADDED: "+", LoadMode.ASSISTED: "−"}


def title_of(timer: RestTimer) -> str:
    kind = Group.Kind(timer.after.item.group_kind) if timer.after else Group.Kind.STRAIGHT
    return TITLES.get(kind, "Rest is over")


def what_comes(timer: RestTimer) -> str:
    """ "Bench press, set 3 of 4, 80 kg × 8" """
    row = timer.upcoming
    if row is None:
        return timer.session.name
    meant = _meant(row, _load(timer, row), timer.trainee.profile.load_unit)
    parts = [row.item.name, _place(row), meant]
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


def _load(timer: RestTimer, row: Set) -> Decimal | None:
    """What is planned, or what was on the bar for the set before."""
    before = timer.after
    if row.target_load_kg is not None or before is None or before.item_id != row.item_id:
        return row.target_load_kg
    return before.load_kg if before.kind == row.kind else None


def _meant(row: Set, load_kg: Decimal | None, unit: str) -> str:
    parts = []
    if load_kg:
        load = plain(tenth(from_kg(load_kg, unit)))
        parts.append(f"{SIGNS.get(LoadMode(row.load_mode), '')}{load} {unit}")
    if reps := reps_aimed(row):
        parts.append(reps)
    if row.target_duration_s:
        minutes, seconds = divmod(row.target_duration_s, 60)
        parts.append(f"{minutes}:{seconds:02} min")
    return " × ".join(parts)
