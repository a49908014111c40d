"""From what a prescription says to what goes on the bar. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Final

from fitapp.lib.units import GRAM, KG_PER_LB
from training.formulas import percent_of_1rm

# Smallest jump of a pair of plates, in each unit.
JUMP_KG: Final = {"kg": Decimal("2.5"), "lb": 5 * KG_PER_LB}


@dataclass(frozen=True)
class Target:
    """What one set asks for. On bodyweight, the load is added or (negative) taken off."""

    load_kg: Decimal | None = None
    reps_min: int | None = None
    reps_max: int | None = None
    duration_s: int | None = None
    distance_m: Decimal | None = None
    rpe: Decimal | None = None


def exactly(value: Any) -> Decimal | None:
    """A number of a document as a decimal: 102.5 is Decimal("102.5")."""
    return None if value is None else Decimal(str(value))


def round_down(load_kg: Decimal, unit: str = "kg") -> Decimal:
    """To the next lower load that plates can make: 2.5 kg or 5 lb apart."""
    jump = JUMP_KG[unit]
    # A gram of slack, because 45 lb are kept as 20.412 kg and are a whole number of jumps.
    jumps = ((load_kg + GRAM) / jump).quantize(Decimal(1), ROUND_FLOOR)
    return (jumps * jump).quantize(GRAM, ROUND_HALF_UP)


def as_prescribed(
    one: Mapping[str, Any], *, e1rm_kg: Decimal | None = None, unit: str = "kg"
) -> Target:
    """The target of a set on its own. What depends on the other sets is left open."""
    return Target(
        load_kg=_load(one, e1rm_kg=e1rm_kg, unit=unit),
        reps_min=one.get("reps_min"),
        reps_max=one.get("reps_max"),
        duration_s=one.get("duration_s"),
        distance_m=exactly(one.get("distance_m")),
        rpe=exactly(one.get("rpe")),
    )


def with_shares_of_top(
    sets: Sequence[Mapping[str, Any]], targets: Sequence[Target], *, unit: str = "kg"
) -> list[Target]:
    """Give sets meant as a share of the top set their load."""
    shares = [one.get("load_kind") == "percent_top" for one in sets]
    loads = [
        target.load_kg
        for target, share in zip(targets, shares, strict=True)
        if not share and target.load_kg is not None
    ]
    top = max(loads, default=None)
    return [
        replace(target, load_kg=_share(one, top, unit)) if share else target
        for one, target, share in zip(sets, targets, shares, strict=True)
    ]


def _load(one: Mapping[str, Any], *, e1rm_kg: Decimal | None, unit: str) -> Decimal | None:
    kind = one.get("load_kind", "none")
    if kind in ("absolute", "bodyweight"):
        return exactly(one.get("load_kg"))
    if kind == "percent_1rm":
        return _share(one, e1rm_kg, unit)
    reps, rpe = one.get("reps_max") or one.get("reps_min"), exactly(one.get("rpe"))
    if kind == "rpe" and e1rm_kg is not None and reps and rpe is not None:
        percent = percent_of_1rm(reps, rpe)
        return None if percent is None else round_down(e1rm_kg * percent / 100, unit)
    return None


def _share(one: Mapping[str, Any], whole: Decimal | None, unit: str) -> Decimal | None:
    percent = exactly(one.get("load_percent"))
    if whole is None or percent is None:
        return None
    return round_down(whole * percent / 100, unit)
