"""How an item moves on: from what is prescribed and what was done to what is next.

Rules come in order, and the first that can still move, moves. Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Final

from training import by_effort
from training.gym import Assumed, Loads
from training.opening import opening, rounding
from training.outcomes import Past, is_like, missed, objection, reached, reason, same_aim
from training.outcomes import working as working_sets
from training.resolution import Target, as_prescribed, exactly, put_together
from training.rules import MOST, Rule, ceiling, filled, left_after_misses, misses_in_words, step
from training.wording import figure

__all__ = ["Past", "Target", "targets"]

Prescription = Mapping[str, Any]
Figures = list[Decimal | None]

# Loads that a rule carries on; the others are worked out anew from the one-rep max or the top set.
CARRIED: Final = {"none", "absolute", "bodyweight"}


def targets(
    sets: Sequence[Prescription],
    rules: Sequence[Rule],
    history: Sequence[Sequence[Past]],
    *,
    e1rm_kg: Decimal | None = None,
    basis: str = "",
    loads: Loads | None = None,
    unit: str = "kg",
    is_weighed: bool = True,
) -> tuple[list[Target], str]:
    """The target of every set of the next session, and why, in a sentence.

    `history` is the sessions of this exercise, newest first. Warm-ups stay as they are written.
    `loads` are those that the gym makes, `unit` is the one the trainee reads. Where the maximum is
    not the estimated one, `basis` says what it is.
    """
    loads = loads or Assumed(unit)
    written = [as_prescribed(one, e1rm_kg=e1rm_kg) for one in sets]
    work = [place for place, one in enumerate(sets) if one.get("kind") != "warm_up"]
    course = _Course(
        start=[written[place] for place in work],
        kinds=[sets[place].get("load_kind", "none") for place in work],
        rules=[filled(rule) for rule in rules if rule["axis"] != "training_max"],
        loads=loads,
        unit=unit,
    )
    sessions = course.like(history)
    then, why = course.after(sessions)
    for place, target in zip(work, then, strict=False):
        written[place] = target
    added = then[len(work) :]
    prescribed = [*sets, *[sets[work[-1]] for _ in added]]
    meant = [*written, *added]
    found = put_together(prescribed, meant, loads)
    if work and not (why or basis):
        why = opening(
            sets[work[0]], found[work[0]], is_first=not sessions, is_weighed=is_weighed,
            e1rm_kg=e1rm_kg, unit=unit,
        )  # fmt: skip
    rounded = rounding(meant, found, loads=loads, unit=unit)
    return found, " ".join(filter(None, [basis, why, rounded]))


@dataclass(frozen=True)
class _Course:
    """The working sets of an item: where they begin, and the rules that take them further."""

    start: Sequence[Target]
    kinds: Sequence[str]
    rules: Sequence[Rule]
    loads: Loads
    unit: str

    def like(self, history: Sequence[Sequence[Past]]) -> list[list[Past]]:
        """The working sets of the sessions that were meant for the reps of today."""
        done = [working_sets(session) for session in history]
        return [one for one in done if is_like(one, self.start, self.rules)]

    def after(self, sessions: Sequence[Sequence[Past]]) -> tuple[list[Target], str]:
        """The next targets and the sentence that explains them, empty where no rule says any."""
        if not sessions or not self.start:
            return list(self.start), ""
        stand, objections, full = self._carried(sessions), [], []
        for rule in self.rules:
            if not self._has_a_say(rule, stand):
                continue
            if rule["axis"] == "rpe":
                if by_rpe := self._by_effort(rule, sessions[0], stand):
                    return by_rpe
                objections.append(by_effort.UNKNOWN)
            elif says := objection(rule, sessions[0], self.start):
                objections.append(says)
            elif (moved := self._moved(rule, stand)) is None:
                full.append(rule)
            else:
                moved_on, back = self._reset(moved, full)
                words = " and ".join([self._change(rule["axis"], stand, moved), *back])
                return moved_on, f"{words}: {reason(rule, sessions[0])}."
        return self._without_a_move(stand, sessions, objections, full)

    def _has_a_say(self, rule: Rule, stand: Sequence[Target]) -> bool:
        """Whether there is anything for it to move: percentages of a maximum move by themselves."""
        is_load = rule["axis"] in ("load", "rpe")
        return not is_load or any(kind in self._kinds_moved for kind in self.kinds)

    def _without_a_move(
        self,
        stand: list[Target],
        sessions: Sequence[Sequence[Past]],
        objections: Sequence[str],
        full: Sequence[Rule],
    ) -> tuple[list[Target], str]:
        for rule in self.rules:
            if (less := self._reduced(rule, sessions, stand)) is not None:
                return less
        if objections or not full:
            return stand, next(iter(objections), "")
        again, back = self._reset(stand, full)
        if back:
            return again, f"{' and '.join(back).capitalize()}: this round is done."
        return stand, "Same again: this is as far as it goes."

    # --- Where it stands -------------------------------------------------------------------------

    def _carried(self, sessions: Sequence[Sequence[Past]]) -> list[Target]:
        """The targets that the last session stood at."""
        last, axes = sessions[0], {rule["axis"] for rule in self.rules}
        count = len(self.start)
        if "sets" in axes:
            count = max(count, min(len(last), int(self._limit("sets"))))
        stand = []
        for place in range(count):
            target, kind = self._at(place)
            done = last[min(place, len(last) - 1)]
            if self._carries_load(kind, axes):
                target = replace(target, load_kg=self._load_reached(sessions, target, done))
            if "reps" in axes and target.reps_min is not None:
                asked = min(done.target_reps_min or 0, int(self._limit("reps")))
                target = _put(target, "reps", Decimal(max(target.reps_min, asked)))
            if "time" in axes and target.duration_s is not None:
                asked = done.target_duration_s or done.duration_s or 0
                asked = min(asked, int(self._limit("time")))
                target = _put(target, "time", Decimal(max(target.duration_s, asked)))
            stand.append(target)
        return stand

    def _carries_load(self, kind: str, axes: set[str]) -> bool:
        return kind == "none" or (kind in self._kinds_moved and bool(axes & {"load", "rpe"}))

    @property
    def _kinds_moved(self) -> set[str]:
        """The kinds of load that a rule may move."""
        return {*CARRIED, *(rule["axis"] for rule in self.rules if rule["axis"] == "rpe")}

    def _load_reached(
        self, sessions: Sequence[Sequence[Past]], target: Target, done: Past
    ) -> Decimal | None:
        asked = done.target_load_kg
        load = done.load_kg if asked is None or reached(done, target) else asked
        if load is None or target.load_kg is None:
            return load if load is None else min(load, self._limit("load"))
        known = {one.target_load_kg for session in sessions for one in session}
        if target.load_kg > load and not known & {target.load_kg, self.loads.fit(target.load_kg)}:
            return target.load_kg  # the trainer has asked for more since
        return min(load, max(target.load_kg, self._limit("load")))

    def _at(self, place: int) -> tuple[Target, str]:
        """The prescription at a place; sets that were added are like the last."""
        place = min(place, len(self.start) - 1)
        return self.start[place], self.kinds[place]

    def _limit(self, axis: str) -> Decimal:
        """As far as any rule takes it."""
        axes = {"load", "rpe"} if axis == "load" else {axis}
        own = [rule for rule in self.rules if rule["axis"] in axes]
        return max((ceiling(rule) for rule in own), default=MOST[axis])

    # --- Where it goes ---------------------------------------------------------------------------

    def _moved(self, rule: Rule, stand: Sequence[Target]) -> list[Target] | None:
        """One step further, or None at the ceiling or with nothing to move."""
        axis, one_step, most = rule["axis"], step(rule, self.unit), ceiling(rule)
        if axis == "sets":
            count = min(len(stand) + int(one_step), int(most))
            return [*stand, *[stand[-1]] * (count - len(stand))] if count > len(stand) else None
        figures = self._figures(axis, stand)
        if max((one for one in figures if one is not None), default=most) >= most:
            return None
        if axis == "load":
            then = [None if one is None else self._heavier(one, one_step, most) for one in figures]
        else:
            then = [None if one is None else min(one + one_step, most) for one in figures]
        return None if then == figures else _put_all(stand, axis, then)

    def _heavier(self, load: Decimal, one_step: Decimal, most: Decimal) -> Decimal:
        """A step further as far as the gym can make it; the same where it cannot."""
        heavier = self.loads.further(load, one_step)
        return load if heavier is None else max(load, self.loads.fit(min(heavier, most)))

    def _by_effort(
        self, rule: Rule, last: Sequence[Past], stand: Sequence[Target]
    ) -> tuple[list[Target], str] | None:
        return by_effort.next_loads(rule, last, stand, loads=self.loads, unit=self.unit)

    def _reset(
        self, stand: Sequence[Target], rules: Sequence[Rule]
    ) -> tuple[list[Target], list[str]]:
        """Those of the rules that start anew at their ceiling do; and what that is in words."""
        then, words = list(stand), []
        for axis in [rule["axis"] for rule in rules if rule["on_ceiling"] == "reset"]:
            if axis == "sets":
                then = then[: len(self.start)]
                words.append(f"back to {figure(axis, len(self.start), self.unit)}")
                continue
            first = [self._at(place)[0] for place in range(len(then))]
            begin = self._figures(axis, first)
            if known := [one for one in begin if one is not None]:
                then = _put_all(then, axis, begin)
                if axis == "reps":
                    pairs = zip(then, first, strict=True)
                    then = [replace(one, reps_max=as_written.reps_max) for one, as_written in pairs]
                words.append(f"back to {figure(axis, max(known), self.unit)}")
        return then, words

    def _reduced(
        self, rule: Rule, sessions: Sequence[Sequence[Past]], stand: Sequence[Target]
    ) -> tuple[list[Target], str] | None:
        """Some per cent less, after the same target was missed so many times in a row."""
        axis, count = rule["axis"], rule["fail_after"]
        if rule["on_fail"] != "reduce" or axis in ("sets", "rpe") or len(sessions) < count:
            return None
        lately = sessions[:count]
        if not all(same_aim(axis, lately[0], session) for session in lately):
            return None
        if not all(missed(rule, session, self.start) for session in lately):
            return None
        figures = self._figures(axis, stand)
        less = [None if one is None else self._less(rule, one) for one in figures]
        known = [one for one in less if one is not None]
        if not known or less == figures:
            return None
        words = f"Down to {figure(axis, max(known), self.unit)}: {misses_in_words(rule)}."
        return _put_all(stand, axis, less), words

    def _less(self, rule: Rule, one: Decimal) -> Decimal:
        less = left_after_misses(rule, one)
        if rule["axis"] == "load":
            return self.loads.nearest_down(less)
        return max(Decimal(1), less.quantize(Decimal(1), ROUND_FLOOR))

    # --- Figures ---------------------------------------------------------------------------------

    def _figures(self, axis: str, stand: Sequence[Target]) -> Figures:
        """What the axis reads on each set, a load as it can be made; None where it has no say."""
        if axis == "reps":
            return [exactly(target.reps_min) for target in stand]
        if axis == "time":
            return [exactly(target.duration_s) for target in stand]
        loads = [
            target.load_kg if self._at(place)[1] in self._kinds_moved else None
            for place, target in enumerate(stand)
        ]
        return [None if load is None else self.loads.fit(load) for load in loads]

    def _change(self, axis: str, stand: Sequence[Target], then: Sequence[Target]) -> str:
        """What a move is, in words: of the heaviest or longest set."""
        if axis == "sets":
            return _more(Decimal(len(then) - len(stand)), axis)
        before, after = (
            max(one for one in self._figures(axis, both) if one is not None)
            for both in (stand, then)
        )
        if axis == "reps":
            return _more(after - before, axis)
        change = figure(axis, after - before, self.unit)
        return f"{change} longer" if axis == "time" else f"Up {change}"


def _more(count: Decimal, axis: str) -> str:
    return f"One more {axis[:-1]}" if count == 1 else f"{count} more {axis}"


def _put_all(stand: Sequence[Target], axis: str, figures: Figures) -> list[Target]:
    return [
        target if figure is None else _put(target, axis, figure)
        for target, figure in zip(stand, figures, strict=True)
    ]


def _put(target: Target, axis: str, figure: Decimal) -> Target:
    if axis == "load":
        return replace(target, load_kg=figure)
    if axis == "time":
        return replace(target, duration_s=int(figure))
    most = target.reps_max
    return replace(
        target, reps_min=int(figure), reps_max=None if most is None else max(most, int(figure))
    )
