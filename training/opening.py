"""Why a set is as heavy as it is where no rule has moved it. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fitapp.lib.units import plain
from training.formulas import percent_of_1rm
from training.gym import Loads
from training.resolution import Target
from training.wording import number, weight

USUAL_RESERVE: Final = Decimal(2)
AS_WRITTEN: Final = "As your program says."


def opening(
    one: Mapping[str, Any],
    target: Target,
    *,
    is_first: bool,
    is_weighed: bool,
    e1rm_kg: Decimal | None,
    unit: str,
) -> str:
    """The sentence of an item, by its first working set."""
    kind, begin = one.get("load_kind", "none"), "First time" if is_first else "Not known yet"
    if kind == "bodyweight":
        return _on_bodyweight(target, unit) if is_first else AS_WRITTEN
    if not is_weighed:
        return "First time: as your program says." if is_first else AS_WRITTEN
    if target.load_kg is None:
        return f"{begin}: find a weight{_for_so_many(target)}."
    if kind == "percent_1rm" and e1rm_kg is not None:
        of_max = f"of your estimated max of {weight(e1rm_kg, unit)}"
        return f"{number(one['load_percent'])} % {of_max}."
    if kind == "rpe" and e1rm_kg is not None:
        return _by_effort(one, target, e1rm_kg, unit)
    if is_first:
        return f"First time: begin with {weight(target.load_kg, unit)}."
    return "As last time." if kind == "none" else AS_WRITTEN


def rounding(meant: Sequence[Target], found: Sequence[Target], *, loads: Loads, unit: str) -> str:
    """What became of loads that the gym does not make; empty where it makes them all."""
    moved = [
        (then.load_kg, then.load_kg > one.load_kg)
        for one, then in zip(meant, found, strict=True)
        if one.load_kg is not None and then.load_kg is not None
        and abs(one.load_kg - then.load_kg) >= Decimal("0.01")
    ]  # fmt: skip
    if not moved or not loads.words:
        return ""
    heaviest, is_least = max(moved)
    if is_least:
        return f"{weight(heaviest, unit)} is the least of {loads.words}."
    return f"Rounded to {weight(heaviest, unit)}: {loads.words}."


def _for_so_many(target: Target) -> str:
    left = USUAL_RESERVE if target.rpe is None else 10 - target.rpe
    reserve = f" with {plain(left)} in reserve" if left > 0 else ", as hard as it goes"
    reps = target.reps_max or target.reps_min
    if target.reps_min is not None and target.reps_max not in (None, target.reps_min):
        return f" for {target.reps_min} to {target.reps_max}{reserve}"
    return f" for {reps}{reserve}" if reps else reserve


def _by_effort(one: Mapping[str, Any], target: Target, e1rm_kg: Decimal, unit: str) -> str:
    reps = target.reps_max or target.reps_min or 0
    percent = percent_of_1rm(reps, target.rpe or Decimal(10))
    of_max = f"{percent} % of your estimated max of {weight(e1rm_kg, unit)}"
    return f"{reps} at RPE {number(one['rpe'])} take {of_max}."


def _on_bodyweight(target: Target, unit: str) -> str:
    if not target.load_kg:
        return "First time: with your bodyweight."
    sign = "and" if target.load_kg > 0 else "less"
    return f"First time: with your bodyweight {sign} {weight(abs(target.load_kg), unit)}."
