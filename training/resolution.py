"""From what a prescription says to what goes on the bar. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from training.formulas import percent_of_1rm
from training.gym import Loads

# Loads that are worked out from something else, and so seldom come out as plates do.
WORKED_OUT: Final = {"percent_1rm", "percent_top", "rpe"}


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


def as_prescribed(one: Mapping[str, Any], *, e1rm_kg: Decimal | None = None) -> Target:
    """The target of a set on its own, not yet rounded. What depends on the other sets is left
    open."""
    return Target(
        load_kg=_load(one, e1rm_kg),
        reps_min=one.get("reps_min"),
        reps_max=one.get("reps_max"),
        duration_s=one.get("duration_s"),
        distance_m=exactly(one.get("distance_m")),
        rpe=exactly(one.get("rpe")),
    )


def put_together(
    sets: Sequence[Mapping[str, Any]], meant: Sequence[Target], loads: Loads
) -> list[Target]:
    """The targets with loads that can be made; shares are of the top set as it is made."""
    made = [_makeable(*pair, loads) for pair in zip(meant, sets, strict=True)]
    shared = _with_shares_of_top(sets, made)
    return [_makeable(*pair, loads) for pair in zip(shared, sets, strict=True)]


def _makeable(target: Target, one: Mapping[str, Any], loads: Loads) -> Target:
    """The target with a load that can be put together: never more than was meant, unless nothing
    is light enough."""
    if target.load_kg is None:
        return target
    if one.get("load_kind") in WORKED_OUT:
        return replace(target, load_kg=loads.nearest_down(target.load_kg))
    return replace(target, load_kg=loads.fit(target.load_kg))


def _with_shares_of_top(
    sets: Sequence[Mapping[str, Any]], targets: Sequence[Target]
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
        replace(target, load_kg=_share(one, top)) if share else target
        for one, target, share in zip(sets, targets, shares, strict=True)
    ]


def _load(one: Mapping[str, Any], e1rm_kg: Decimal | None) -> Decimal | None:
    kind = one.get("load_kind", "none")
    if kind in ("absolute", "bodyweight"):
        return exactly(one.get("load_kg"))
    if kind == "percent_1rm":
        return _share(one, e1rm_kg)
    if kind == "rpe" and e1rm_kg is not None:
        return load_at(e1rm_kg, one.get("reps_max") or one.get("reps_min"), exactly(one.get("rpe")))
    return None


def load_at(max_kg: Decimal, reps: int | None, rpe: Decimal | None) -> Decimal | None:
    """What so many reps at that effort take of a one-rep max; None where the chart ends."""
    percent = percent_of_1rm(reps, rpe) if reps and rpe is not None else None
    return None if percent is None else max_kg * percent / 100


def _share(one: Mapping[str, Any], whole: Decimal | None) -> Decimal | None:
    percent = exactly(one.get("load_percent"))
    return None if whole is None or percent is None else whole * percent / 100
