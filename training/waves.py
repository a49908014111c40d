"""Training max: what the percentages of an item are of, wave after wave. Pure.

A wave is as many cycles of a block as a rule names percentages for. Within it the training max
stays; with the next wave it moves up by the rule's step, if the last wave was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from fitapp.lib.units import GRAM
from training.outcomes import Past, missed, working
from training.resolution import Target
from training.rules import Rule, ceiling, filled, left_after_misses, step
from training.wording import weight

OF_THE_MAX: Final = Decimal("0.9")
Document = dict[str, Any]


@dataclass(frozen=True)
class TrainingMax:
    kg: Decimal
    why: str


def rule_of(rules: Sequence[Rule]) -> Rule | None:
    return next((filled(rule) for rule in rules if rule["axis"] == "training_max"), None)


def in_cycle(item: Document, *, cycle: int, of_block: int) -> Document:
    """The item as it is in a cycle of the program, the nth (from 0) of its block: its percentages
    raised by those of the wave, and which wave that is."""
    rule = rule_of(item["progression"])
    if rule is None:
        return item
    raised = list(rule["wave"]) or [0]
    place = of_block % len(raised)
    sets = [_raised(one, raised[place]) for one in item["sets"]]
    return {**item, "sets": sets, "wave": cycle - place}


def training_max(
    rule: Rule,
    history: Sequence[Sequence[Past]],
    *,
    wave: int,
    e1rm_kg: Decimal | None,
    unit: str = "kg",
) -> TrainingMax | None:
    """The training max of today's wave; None while nothing is known to take it from."""
    sessions = [done for session in history if (done := working(session))]
    last = next((one for one in sessions if one[0].max_kg is not None), None)
    if last is None:
        return _first(e1rm_kg, unit)
    now = last[0].max_kg or Decimal(0)
    if wave <= (last[0].wave or 0):
        return TrainingMax(now, f"By a training max of {weight(now, unit)}.")
    of_wave = [one for one in sessions if (one[0].wave, one[0].max_kg) == (last[0].wave, now)]
    return _after(rule, now, sum(bool(missed(rule, one, [Target()])) for one in of_wave), unit)


def _first(e1rm_kg: Decimal | None, unit: str) -> TrainingMax | None:
    if e1rm_kg is None:
        return None
    first = (e1rm_kg * OF_THE_MAX).quantize(GRAM, ROUND_HALF_UP)
    of = f"nine tenths of your estimated max of {weight(e1rm_kg, unit)}"
    return TrainingMax(first, f"By a training max of {weight(first, unit)}, {of}.")


def _after(rule: Rule, now: Decimal, misses: int, unit: str) -> TrainingMax:
    """Where a wave with so many sessions that fell short leaves it."""
    said = "Training max"
    if misses and rule["on_fail"] == "reduce" and misses >= rule["fail_after"]:
        less = left_after_misses(rule, now).quantize(GRAM, ROUND_HALF_UP)
        short = f"the last wave fell short {'once' if misses == 1 else f'{misses} times'}"
        return TrainingMax(less, f"{said} down to {weight(less, unit)}: {short}.")
    if misses:
        return TrainingMax(now, f"{said} stays at {weight(now, unit)}: the last wave fell short.")
    more = max(now, min(now + step(rule, unit), ceiling(rule)))
    if more == now:
        return TrainingMax(now, f"{said} stays at {weight(now, unit)}, as far as it goes.")
    up = f"{said} up {weight(more - now, unit)} to {weight(more, unit)}"
    return TrainingMax(more, f"{up}: every set of the last wave reached its target.")


def _raised(one: Document, points: float) -> Document:
    if one["load_kind"] != "percent_1rm" or one["kind"] == "warm_up":
        return one
    return {**one, "load_percent": min(200, max(1, one["load_percent"] + points))}
