"""What the plate calculator lays out: the bars and plates of a gym, in the reader's unit. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from fitapp.lib.units import KG_PER_LB, LoadUnit, plain
from training.gym import BARS, weight_kg
from training.taxonomy import Equipment

# The disc that a plate is drawn as: the first whose weight it has.
DISCS: Final = {
    "kg": ((25, 25), (20, 20), (15, 15), (10, 10), (5, 5), (2, 2), (0, 1)),
    "lb": ((45, 25), (35, 20), (25, 15), (10, 10), (5, 5), (2.5, 2), (0, 1)),
}
USUAL_BARS: Final = {"kg": (20, 15, 10, 25), "lb": (45, 35, 25, 55)}
USUAL_PLATES: Final = {
    "kg": (25, 20, 15, 10, 5, Decimal("2.5"), Decimal("1.25")),
    "lb": (45, 35, 25, 10, 5, Decimal("2.5")),
}


@dataclass(frozen=True)
class BarChoice:
    label: str
    weight: str  # in the reader's unit
    kind: str = ""  # empty where nobody has said


@dataclass(frozen=True)
class PlateChoice:
    label: str
    weight: str  # in the reader's unit
    disc: int
    pairs: str = ""  # empty where there are as many as it takes


def bars(stock: list[dict[str, Any]], unit: str) -> list[BarChoice]:
    """Those of a gym, or where it names none, the usual ones."""
    if not stock:
        return [BarChoice(f"{weight} {unit}", str(weight)) for weight in USUAL_BARS[unit]]
    return [
        BarChoice(
            f"{Equipment(one['kind']).label} {_label(one)} {one['unit']}",
            _in_unit(one, unit),
            one["kind"],
        )
        for one in sorted(stock, key=_as_offered)
    ]


def plates(stock: list[dict[str, Any]], unit: str) -> list[PlateChoice]:
    if not stock:
        return [
            PlateChoice(str(weight), str(weight), disc_of(Decimal(weight), unit))
            for weight in USUAL_PLATES[unit]
        ]
    pairs = [one for one in stock if one["count"] > 1]
    return [
        PlateChoice(
            _label(one) if one["unit"] == unit else f"{_label(one)} {one['unit']}",
            _in_unit(one, unit),
            disc_of(Decimal(str(one["weight"])), one["unit"]),
            str(one["count"] // 2),
        )
        for one in sorted(pairs, key=weight_kg, reverse=True)
    ]


def _as_offered(one: dict[str, Any]) -> tuple[int, Decimal]:
    """Straight bars first, the heaviest of each kind before the others."""
    return BARS.index(one["kind"]), -weight_kg(one)


def disc_of(weight: Decimal, unit: str) -> int:
    return next(disc for least, disc in DISCS[unit] if weight >= least)


def _label(one: dict[str, Any]) -> str:
    return plain(Decimal(str(one["weight"])))


def _in_unit(one: dict[str, Any], unit: str) -> str:
    """Not rounded to what is read: four plates of 45 lb are 81.65 kg and not 81.64."""
    kg = weight_kg(one)
    value = kg / KG_PER_LB if unit == LoadUnit.LB else kg
    return plain(value.quantize(Decimal("0.0001"), ROUND_HALF_UP))
