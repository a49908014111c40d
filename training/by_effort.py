"""The next load from the last one and how hard it felt, by the chart of Reactive Training Systems.
Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from fitapp.lib.units import plain
from training.formulas import percent_of_1rm
from training.gym import Loads
from training.outcomes import Past
from training.resolution import Target, load_at
from training.rules import Rule, ceiling, step
from training.wording import weight

USUAL_RPE: Final = Decimal(8)
UNKNOWN: Final = "Same again: no set has an RPE to go by."


def next_loads(
    rule: Rule, last: Sequence[Past], stand: Sequence[Target], *, loads: Loads, unit: str
) -> tuple[list[Target], str] | None:
    """What the last top set says of every set, no more than a step of the rule away; None where it
    does not say how hard it was."""
    top = _top_set(last)
    if top is None or top.load_kg is None or top.reps is None or top.rpe is None:
        return None
    percent = percent_of_1rm(top.reps, top.rpe)
    if percent is None or top.load_kg <= 0:
        return None
    max_kg = top.load_kg * 100 / percent
    then = [_at_its_effort(rule, target, max_kg, loads=loads, unit=unit) for target in stand]
    felt = f"{top.reps} × {weight(top.load_kg, unit)} felt like RPE {plain(top.rpe)}"
    return then, f"{_change(stand, then, unit)}: {felt}."


def _top_set(last: Sequence[Past]) -> Past | None:
    """The heaviest that says how hard it was; of equals, the last."""
    rated = [one for one in last if one.rpe is not None and one.reps and one.load_kg is not None]
    if not rated:
        return None
    return max(enumerate(rated), key=lambda pair: (pair[1].load_kg, pair[0]))[1]


def _at_its_effort(
    rule: Rule, target: Target, max_kg: Decimal, *, loads: Loads, unit: str
) -> Target:
    meant = load_at(max_kg, target.reps_max or target.reps_min, target.rpe or USUAL_RPE)
    if meant is None:
        return target
    now, most = target.load_kg, step(rule, unit)
    if now is not None:
        meant = max(now - most, min(now + most, meant))
    return replace(target, load_kg=loads.nearest_down(min(meant, ceiling(rule))))


def _change(stand: Sequence[Target], then: Sequence[Target], unit: str) -> str:
    before = max((one.load_kg for one in stand if one.load_kg is not None), default=None)
    after = max((one.load_kg for one in then if one.load_kg is not None), default=None)
    if before is None or after is None or before == after:
        return "Same again" if before == after else f"{weight(after, unit)} today"
    return f"{'Up' if after > before else 'Down'} {weight(abs(after - before), unit)}"
