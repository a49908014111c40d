"""What a progression rule says: its defaults, how far its step goes, where it ends. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from fitapp.lib.units import GRAM, KG_PER_LB
from training.resolution import exactly
from training.wording import MISSES, WEIGHED

Rule = Mapping[str, Any]

DEFAULTS: Final = {
    "when": "all_sets",
    "max_rpe": None,
    "ceiling": None,
    "on_ceiling": "stop",
    "on_fail": "hold",
    "fail_after": 2,
    "fail_percent": 10,
    "wave": (),
}
MOST: Final = {
    "load": Decimal(2000),
    "reps": Decimal(1000),
    "sets": Decimal(30),
    "time": Decimal(86_400),
    "rpe": Decimal(2000),
    "training_max": Decimal(2000),
}
SMALL_PLATES_LB: Final = Decimal("2.5")


def filled(rule: Rule) -> Rule:
    """With what a rule that was written before these could be said would say."""
    return {**DEFAULTS, **rule}


def ceiling(rule: Rule) -> Decimal:
    most = MOST[rule["axis"]]
    return most if rule["ceiling"] is None else min(most, exactly(rule["ceiling"]) or most)


def step(rule: Rule, unit: str) -> Decimal:
    one = exactly(rule["step"]) or Decimal(0)
    if rule["axis"] not in WEIGHED or unit == "kg":
        return one
    # What plates in pounds can make: 2.5 kg is 5 lb there, not 5.51.
    plates = max(Decimal(1), (one / KG_PER_LB / SMALL_PLATES_LB).quantize(Decimal(1)))
    return (plates * SMALL_PLATES_LB * KG_PER_LB).quantize(GRAM, ROUND_HALF_UP)


def misses_in_words(rule: Rule) -> str:
    words = MISSES[rule["fail_after"]].lower()
    return words if rule["fail_after"] == 1 else f"{words} in a row"


def left_after_misses(rule: Rule, figure: Decimal) -> Decimal:
    """What is left of a figure; of help that is taken off bodyweight, there is more."""
    return figure - abs(figure) * rule["fail_percent"] / 100
