"""What came of a session, set by set, against what was meant. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fitapp.lib.units import plain
from training.resolution import Target, exactly
from training.rules import Rule


@dataclass(frozen=True)
class Past:
    """One set as it was done, beside what it was meant to be."""

    kind: str = "work"
    load_kg: Decimal | None = None
    reps: int | None = None
    duration_s: int | None = None
    rpe: Decimal | None = None
    target_load_kg: Decimal | None = None
    target_reps_min: int | None = None
    target_reps_max: int | None = None
    target_duration_s: int | None = None
    max_kg: Decimal | None = None  # the training max it was worked out from
    wave: int | None = None


def working(session: Sequence[Past]) -> list[Past]:
    return [one for one in session if one.kind != "warm_up"]


def is_like(session: Sequence[Past], start: Sequence[Target], rules: Sequence[Rule]) -> bool:
    """Whether it was meant for the reps of today. An easy week is no measure of a heavy one."""
    low = [aim.reps_min for aim in start if aim.reps_min is not None]
    if not session or not low:
        return bool(session)
    ceilings = [
        int(rule["ceiling"]) for rule in rules if rule["axis"] == "reps" and rule["ceiling"]
    ]
    most = [aim.reps_max for aim in start if aim.reps_max is not None]
    highest = max([*low, *most, *ceilings])
    is_open = any(aim.reps_max is None for aim in start)

    def fits(one: Past) -> bool:
        if one.target_reps_min is not None:
            return min(low) <= one.target_reps_min <= highest
        return one.reps is None or (min(low) <= one.reps and (is_open or one.reps <= highest))

    return any(fits(one) for one in session)


def reached(done: Past, aim: Target) -> bool:
    """Whether it was all that was meant: by its own target, or where it had none, by today's."""
    reps = aim.reps_min if done.target_reps_min is None else done.target_reps_min
    seconds = aim.duration_s if done.target_duration_s is None else done.target_duration_s
    load = done.target_load_kg
    return (
        (reps is None or (done.reps or 0) >= reps)
        and (seconds is None or (done.duration_s or 0) >= seconds)
        and (load is None or (done.load_kg is not None and done.load_kg >= load))
    )


def missed(rule: Rule, session: Sequence[Past], start: Sequence[Target]) -> int:
    """How many of the sets that a rule looks at fell short, or were not done at all."""
    short = sum(not reached(done, aim) for done, aim in _looked_at(rule, session, start))
    if rule["when"] != "top_set":
        short += max(0, len(start) - len(session))
    return short


def objection(rule: Rule, session: Sequence[Past], start: Sequence[Target]) -> str:
    """Why the rule does not move after this session; empty if it may.

    A set without an RPE does not object: many people never note one.
    """
    if short := missed(rule, session, start):
        return f"Same again: {'a set' if short == 1 else f'{short} sets'} fell short."
    looked_at = _looked_at(rule, session, start)
    limit = exactly(rule["max_rpe"])
    if limit is not None and any((done.rpe or 0) > limit for done, _ in looked_at):
        return f"Same again: it felt harder than RPE {plain(limit)}."
    if rule["when"] == "top_of_range" and not all(_at_top(*one) for one in looked_at):
        return "Same again, until every set reaches the top of its range."
    return ""


def reason(rule: Rule, session: Sequence[Past]) -> str:
    """Why the rule moves, as the second half of a sentence."""
    which = "the top set" if rule["when"] == "top_set" else "every set"
    limit = exactly(rule["max_rpe"])
    if limit is not None and all(one.rpe is not None for one in session):
        return f"{which} at RPE {plain(limit)} or under"
    what = "the top of its range" if rule["when"] == "top_of_range" else "its target"
    return f"{which} reached {what}"


def same_aim(axis: str, one: Sequence[Past], other: Sequence[Past]) -> bool:
    """Whether both sessions tried for the same figure."""
    return _aim(axis, one) == _aim(axis, other)


def _looked_at(
    rule: Rule, session: Sequence[Past], start: Sequence[Target]
) -> list[tuple[Past, Target]]:
    """All sets with their aims, or the heaviest alone (of equals, the last)."""
    aims = [start[min(place, len(start) - 1)] for place in range(len(session))]
    pairs = list(zip(session, aims, strict=True))
    if rule["when"] != "top_set":
        return pairs
    loads = [done.load_kg or Decimal(0) for done in session]
    return [pairs[max(range(len(pairs)), key=lambda place: (loads[place], place))]]


def _at_top(done: Past, aim: Target) -> bool:
    top = aim.reps_max if done.target_reps_max is None else done.target_reps_max
    return top is None or (done.reps or 0) >= top


def _aim(axis: str, session: Sequence[Past]) -> Any:
    figures: list[Any] = []
    for one in session:
        if axis == "load":
            figures.append(one.load_kg if one.target_load_kg is None else one.target_load_kg)
        else:
            figures.append(one.target_duration_s if axis == "time" else one.target_reps_min)
    return max((figure for figure in figures if figure is not None), default=None)
