"""Warm-up sets worked out from the working load. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from training.gym import Loads, Made
from training.taxonomy import Mechanics, Tracking

# Share of the working load, and reps: the heavier, the fewer.
FULL: Final = (("0.5", 5), ("0.7", 3), ("0.85", 1))
SHORT: Final = (("0.6", 5),)
FIRST_REPS: Final = 10
FIRST_SHARE: Final = Decimal("0.3")
LEAST_KG: Final = Decimal(10)
LIGHT: Final = Decimal("1.4")  # times the lightest load: hardly worth a set
MIDDLING: Final = Decimal("2.2")


@dataclass(frozen=True)
class WarmUp:
    load_kg: Decimal
    reps: int


def warm_ups(
    load_kg: Decimal | None, loads: Loads, *, tracking: str, mechanics: str = Mechanics.COMPOUND
) -> list[WarmUp]:
    """From the empty bar up to the working load: each set heavier than the one before, and each
    load one that can be made. A light load takes fewer, bodyweight and time none."""
    if tracking != Tracking.LOAD_REPS or load_kg is None or load_kg <= 0:
        return []
    lightest = _lightest(load_kg, loads)
    if load_kg < max(LEAST_KG, lightest * LIGHT):
        return []
    steps = SHORT if load_kg < lightest * MIDDLING or mechanics == Mechanics.ISOLATION else FULL
    found = [] if mechanics == Mechanics.ISOLATION else [WarmUp(lightest, FIRST_REPS)]
    for share, reps in steps:
        load = loads.nearest_down(load_kg * Decimal(share))
        before = found[-1].load_kg if found else Decimal(0)
        if before < load < load_kg:
            found.append(WarmUp(load, reps))
    return found


def _lightest(load_kg: Decimal, loads: Loads) -> Decimal:
    """The empty bar where there is one, else what is a third of the way."""
    if isinstance(loads, Made) and loads.bars:
        return max((bar for bar in loads.bars if bar * 2 <= load_kg), default=min(loads.bars))
    begin = loads.nearest_down(load_kg * FIRST_SHARE)
    return max(begin, loads.next_up(Decimal(0)) or begin)
