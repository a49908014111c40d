"""Strength formulas: pure, and checked against published values in their test."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fitapp.lib.units import GRAM

MOST_REPS_FOR_E1RM: Final = 12  # beyond it the estimate runs 8 to 11 % high

# Percent of the one-rep max that can be lifted for so many reps when nothing is left in reserve:
# the chart of Reactive Training Systems (M. Tuchscherer), where a rep in reserve counts as a rep.
_PERCENT_AT: Final = {
    Decimal(reps): Decimal(percent)
    for reps, percent in {
        "1": "100", "1.5": "97.8", "2": "95.5", "2.5": "93.9", "3": "92.2", "3.5": "90.7",
        "4": "89.2", "4.5": "87.8", "5": "86.3", "5.5": "85.0", "6": "83.7", "6.5": "82.4",
        "7": "81.1", "7.5": "79.9", "8": "78.6", "8.5": "77.4", "9": "76.2", "9.5": "75.1",
        "10": "73.9", "10.5": "72.3", "11": "70.7", "11.5": "69.4", "12": "68.0", "12.5": "66.7",
        "13": "65.3", "13.5": "64.0", "14": "62.6", "15": "59.9",
    }.items()
}  # fmt: skip


def e1rm_kg(load_kg: Decimal, reps: int) -> Decimal | None:
    """Estimated one-rep max by Epley's formula, to the gram; None above 12 reps or below one.

    A single is its own maximum: Epley's formula alone would add a thirtieth to it.
    """
    if not 1 <= reps <= MOST_REPS_FOR_E1RM:
        return None
    estimate = load_kg if reps == 1 else load_kg * (30 + reps) / 30
    return estimate.quantize(GRAM, ROUND_HALF_UP)


def load_for(e1rm_kg: Decimal, reps: int) -> Decimal:
    """The load of so many reps that comes to this estimate, not rounded."""
    return e1rm_kg if reps == 1 else e1rm_kg * 30 / (30 + reps)


def percent_of_1rm(reps: int, rpe: Decimal) -> Decimal | None:
    """Percent of the one-rep max that `reps` at `rpe` take; None where the chart ends."""
    halves = ((reps + 10 - rpe) * 2).quantize(Decimal(1), ROUND_HALF_UP)
    return _PERCENT_AT.get(halves / 2)
