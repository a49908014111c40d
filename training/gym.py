"""What can be put together in somebody's gym for an exercise. Pure: no database, no clock.

Loads are in kg to the gram; what weighs pounds is added up exactly and rounded once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final, Protocol

from fitapp.lib.units import GRAM, KG_PER_LB, LoadUnit
from training.taxonomy import Equipment, Tracking

# Smallest jump of a pair of plates, in each unit, where nobody has said what there is.
JUMP_KG: Final = {"kg": Decimal("2.5"), "lb": 5 * KG_PER_LB}
MOST_PER_SIDE_KG: Final = 260
MOST_HELP_KG: Final = 150  # taken off bodyweight
BARS: Final = (Equipment.BARBELL, Equipment.EZ_BAR, Equipment.TRAP_BAR)
MACHINES: Final = (
    Equipment.CABLE,
    Equipment.MACHINE,
    Equipment.SMITH_MACHINE,
    Equipment.LEG_PRESS_MACHINE,
)


class Loads(Protocol):
    """The loads that an exercise can be done with."""

    @property
    def words(self) -> str:
        """What makes them, for the end of a sentence; empty where that is only assumed."""

    def nearest_down(self, load: Decimal) -> Decimal: ...
    def next_up(self, load: Decimal) -> Decimal | None: ...
    def fit(self, load: Decimal) -> Decimal: ...
    def further(self, load: Decimal, step: Decimal) -> Decimal | None: ...


@dataclass(frozen=True)
class Assumed:
    """Where nobody has said what there is: every 2.5 kg or 5 lb, and whatever is asked for."""

    unit: str = "kg"
    words: str = ""

    def nearest_down(self, load: Decimal) -> Decimal:
        jump = JUMP_KG[self.unit]
        # A gram of slack, because 45 lb are kept as 20.412 kg and are a whole number of jumps.
        jumps = ((load + GRAM) / jump).quantize(Decimal(1), ROUND_FLOOR)
        return _gram(jumps * jump)

    def next_up(self, load: Decimal) -> Decimal:
        return _gram(self.nearest_down(load) + JUMP_KG[self.unit])

    def fit(self, load: Decimal) -> Decimal:
        return load

    def further(self, load: Decimal, step: Decimal) -> Decimal:
        return load + step


@dataclass(frozen=True)
class Made:
    """Those that somebody's gym makes, lightest first. There is at least one."""

    kg: tuple[Decimal, ...]
    words: str
    bars: tuple[Decimal, ...] = ()  # those that plates go on, without any

    def nearest_down(self, load: Decimal) -> Decimal:
        """The heaviest that is no heavier; the lightest there is, where even that is too heavy."""
        return self.kg[max(0, self._above(load) - 1)]

    def nearest(self, load: Decimal) -> Decimal:
        """The closest; of two that are as close, the lighter."""
        return min(self.kg, key=lambda one: (abs(one - load), one))

    def next_up(self, load: Decimal) -> Decimal | None:
        place = self._above(load)
        return self.kg[place] if place < len(self.kg) else None

    def fit(self, load: Decimal) -> Decimal:
        return self.nearest_down(load)

    def further(self, load: Decimal, step: Decimal) -> Decimal | None:
        """A step up as far as it can be made, but never none at all; None at the heaviest."""
        heavier = self.nearest_down(load + step)
        return heavier if heavier > load + GRAM else self.next_up(load)

    def _above(self, load: Decimal) -> int:
        """The place of the first that is heavier, with a gram of slack."""
        return bisect_right(self.kg, load + GRAM)


@dataclass(frozen=True)
class Bar:
    kind: str
    kg: Decimal


@dataclass(frozen=True)
class Machine:
    """A stack of weights: from its lightest, step by step, to its heaviest."""

    kind: str
    start: Decimal
    step: Decimal
    most: Decimal


@dataclass(frozen=True)
class Stock:
    """What there is in a gym. Of plates, how many there are altogether."""

    bars: tuple[Bar, ...] = ()
    plates: tuple[tuple[Decimal, int], ...] = ()
    dumbbells: tuple[Decimal, ...] = ()
    kettlebells: tuple[Decimal, ...] = ()
    machines: tuple[Machine, ...] = ()

    @classmethod
    def read(cls, document: Mapping[str, Sequence[Mapping[str, Any]]]) -> Stock:
        return cls(
            bars=tuple(Bar(one["kind"], weight_kg(one)) for one in document["bars"]),
            plates=tuple((weight_kg(one), one["count"]) for one in document["plates"]),
            dumbbells=tuple(weight_kg(one) for one in document["dumbbells"]),
            kettlebells=tuple(weight_kg(one) for one in document["kettlebells"]),
            machines=tuple(_machine(one) for one in document["machines"]),
        )


def weight_kg(one: Mapping[str, Any], name: str = "weight") -> Decimal:
    """What a thing of a gym weighs, not rounded: plates of 45 lb are added up before that."""
    weight = Decimal(str(one[name]))
    return weight * KG_PER_LB if one["unit"] == LoadUnit.LB else weight


def loads_for(
    stock: Stock | None, *, equipment: Collection[str], tracking: str, unit: str = "kg"
) -> Loads:
    """What an exercise can be loaded with in this gym, or what is assumed where it says nothing."""
    made: Made | None = None
    if stock is not None:
        if tracking == Tracking.BODYWEIGHT_REPS:
            made = _on_a_belt(stock, unit)
        elif "load" in Tracking(tracking).figures:
            made = _by_equipment(stock, equipment)
    return made or Assumed(unit)


def _by_equipment(stock: Stock, equipment: Collection[str]) -> Made | None:
    if any(kind in equipment for kind in BARS):
        return _on_a_bar(stock, equipment)
    if Equipment.DUMBBELL in equipment:
        return _made(stock.dumbbells, "the dumbbells you have")
    if Equipment.KETTLEBELL in equipment:
        return _made(stock.kettlebells, "the kettlebells you have")
    machine = next((one for one in stock.machines if one.kind in equipment), None)
    if machine is None:
        return None
    count = int((machine.most - machine.start) / machine.step) + 1
    steps = (machine.start + place * machine.step for place in range(count))
    return _made(steps, "the steps of your machine")


def _on_a_bar(stock: Stock, equipment: Collection[str]) -> Made | None:
    bars = [bar.kg for bar in stock.bars if bar.kind in equipment]
    pairs = tuple((kg, count // 2) for kg, count in stock.plates)
    if not bars or not any(count for _, count in pairs):
        return None
    sides = _sums(pairs)
    both = (bar + 2 * side for bar in bars for side in sides)
    return _made(both, "what your plates make", bars)


def _on_a_belt(stock: Stock, unit: str) -> Made | None:
    """Single plates added to bodyweight; help that is taken off comes in the usual jumps."""
    if not stock.plates:
        return None
    jump = JUMP_KG[unit]
    helped = (-jump * count for count in range(1, int(MOST_HELP_KG / jump) + 1))
    return _made([*helped, *_sums(stock.plates)], "what your plates make")


@lru_cache(maxsize=512)
def _sums(plates: tuple[tuple[Decimal, int], ...]) -> tuple[Decimal, ...]:
    """Every weight that so many of each make together. Of those less than a hundred grams apart
    one is enough, which also keeps a gym of many odd plates small."""
    found = {0: Decimal(0)}
    for plate, count in sorted(plates, reverse=True):
        for total in list(found.values()):
            for many in range(1, count + 1):
                more = total + many * plate
                if more > MOST_PER_SIDE_KG:
                    break
                found.setdefault(round(more * 10), more)
    return tuple(found.values())


def _made(kg: Iterable[Decimal], words: str, bars: Iterable[Decimal] = ()) -> Made | None:
    known = tuple(sorted({_gram(one) for one in kg}))
    return Made(known, words, tuple(_gram(bar) for bar in bars)) if known else None


def _machine(one: Mapping[str, Any]) -> Machine:
    start, step, most = (weight_kg(one, name) for name in ("start", "step", "most"))
    return Machine(one["kind"], start, step, most)


def _gram(kg: Decimal) -> Decimal:
    return kg.quantize(GRAM, ROUND_HALF_UP)
