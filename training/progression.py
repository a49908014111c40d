"""How an item moves on: from what is prescribed and what was done to what is next.

Rules come in order, and the first that can still move, moves. Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Final

from fitapp.lib.units import GRAM, KG_PER_LB, from_kg, plain
from training.outcomes import Past, Rule, is_like, missed, objection, reached, reason, same_aim
from training.outcomes import working as working_sets
from training.resolution import Target, as_prescribed, exactly, round_down, with_shares_of_top

__all__ = ["Past", "Target", "targets"]

Prescription = Mapping[str, Any]
Figures = list[Decimal | None]

DEFAULTS: Final = {
    "when": "all_sets",
    "max_rpe": None,
    "ceiling": None,
    "on_ceiling": "stop",
    "on_fail": "hold",
}
# Loads that a rule carries on; the others are worked out anew from the one-rep max or the top set.
CARRIED: Final = {"none", "absolute", "bodyweight"}
MOST: Final = {
    "load": Decimal(2000),
    "reps": Decimal(1000),
    "sets": Decimal(30),
    "time": Decimal(86_400),
}
SMALL_PLATES_LB: Final = Decimal("2.5")


def targets(
    sets: Sequence[Prescription],
    rules: Sequence[Rule],
    history: Sequence[Sequence[Past]],
    *,
    e1rm_kg: Decimal | None = None,
    unit: str = "kg",
) -> tuple[list[Target], str]:
    """The target of every set of the next session, and why, in a sentence.

    `history` is the sessions of this exercise, newest first. Warm-ups stay as they are written.
    `unit` is the one the trainee reads: plates and sentences go by it.
    """
    all_targets = [as_prescribed(one, e1rm_kg=e1rm_kg, unit=unit) for one in sets]
    work = [place for place, one in enumerate(sets) if one.get("kind") != "warm_up"]
    course = _Course(
        start=[all_targets[place] for place in work],
        kinds=[sets[place].get("load_kind", "none") for place in work],
        rules=[{**DEFAULTS, **rule} for rule in rules],
        unit=unit,
    )
    then, why = course.after(history)
    for place, target in zip(work, then, strict=False):
        all_targets[place] = target
    added = then[len(work) :]
    written = [*sets, *[sets[work[-1]] for _ in added]]
    return with_shares_of_top(written, [*all_targets, *added], unit=unit), why


@dataclass(frozen=True)
class _Course:
    """The working sets of an item: where they begin, and the rules that take them further."""

    start: Sequence[Target]
    kinds: Sequence[str]
    rules: Sequence[Rule]
    unit: str

    def after(self, history: Sequence[Sequence[Past]]) -> tuple[list[Target], str]:
        """The next targets and the sentence that explains them."""
        done = [working_sets(session) for session in history]
        sessions = [one for one in done if is_like(one, self.start, self.rules)]
        if not sessions or not self.start:
            return list(self.start), ""
        stand, objections, full = self._carried(sessions), [], []
        for rule in self.rules:
            if says := objection(rule, sessions[0], self.start):
                objections.append(says)
            elif (moved := self._moved(rule, stand)) is None:
                full.append(rule)
            else:
                moved, back = self._reset(moved, full)
                words = " and ".join([self._step_in_words(rule), *back])
                return moved, f"{words}: {reason(rule, sessions[0])}."
        return self._without_a_move(stand, sessions, objections, full)

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
            if kind == "none" or (kind in CARRIED and "load" in axes):
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

    def _load_reached(
        self, sessions: Sequence[Sequence[Past]], target: Target, done: Past
    ) -> Decimal | None:
        asked = done.target_load_kg
        load = done.load_kg if asked is None or reached(done, target) else asked
        if load is None or target.load_kg is None:
            return load if load is None else min(load, self._limit("load"))
        known = {one.target_load_kg for session in sessions for one in session}
        if target.load_kg > load and target.load_kg not in known:
            return target.load_kg  # the trainer has asked for more since
        return min(load, max(target.load_kg, self._limit("load")))

    def _at(self, place: int) -> tuple[Target, str]:
        """The prescription at a place; sets that were added are like the last."""
        place = min(place, len(self.start) - 1)
        return self.start[place], self.kinds[place]

    def _limit(self, axis: str) -> Decimal:
        """As far as any rule takes it."""
        own = [rule for rule in self.rules if rule["axis"] == axis]
        return max((_ceiling(rule) for rule in own), default=MOST[axis])

    # --- Where it goes ---------------------------------------------------------------------------

    def _moved(self, rule: Rule, stand: Sequence[Target]) -> list[Target] | None:
        """One step further, or None at the ceiling or with nothing to move."""
        axis, step, ceiling = rule["axis"], self._step(rule), _ceiling(rule)
        if axis == "sets":
            count = min(len(stand) + int(step), int(ceiling))
            return [*stand, *[stand[-1]] * (count - len(stand))] if count > len(stand) else None
        figures = self._figures(axis, stand)
        if max((one for one in figures if one is not None), default=ceiling) >= ceiling:
            return None
        further = [None if one is None else min(one + step, ceiling) for one in figures]
        return _put_all(stand, axis, further)

    def _reset(
        self, stand: Sequence[Target], rules: Sequence[Rule]
    ) -> tuple[list[Target], list[str]]:
        """Those of the rules that start anew at their ceiling do; and what that is in words."""
        then, words = list(stand), []
        for axis in [rule["axis"] for rule in rules if rule["on_ceiling"] == "reset"]:
            if axis == "sets":
                then = then[: len(self.start)]
                words.append(f"back to {self._figure(axis, Decimal(len(self.start)))}")
                continue
            first = [self._at(place)[0] for place in range(len(then))]
            begin = self._figures(axis, first)
            if known := [one for one in begin if one is not None]:
                then = _put_all(then, axis, begin)
                if axis == "reps":
                    pairs = zip(then, first, strict=True)
                    then = [replace(one, reps_max=as_written.reps_max) for one, as_written in pairs]
                words.append(f"back to {self._figure(axis, max(known))}")
        return then, words

    def _reduced(
        self, rule: Rule, sessions: Sequence[Sequence[Past]], stand: Sequence[Target]
    ) -> tuple[list[Target], str] | None:
        """A tenth less, after the same target was missed twice in a row."""
        axis = rule["axis"]
        if rule["on_fail"] != "reduce" or axis == "sets" or len(sessions) < 2:
            return None
        last, before = sessions[:2]
        if not same_aim(axis, last, before):
            return None
        if not all(missed(rule, session, self.start) for session in (last, before)):
            return None
        figures = self._figures(axis, stand)
        less = [None if one is None else self._tenth_off(axis, one) for one in figures]
        known = [one for one in less if one is not None]
        if not known or less == figures:
            return None
        words = f"Down to {self._figure(axis, max(known))}: two misses in a row."
        return _put_all(stand, axis, less), words

    def _tenth_off(self, axis: str, figure: Decimal) -> Decimal:
        less = figure - abs(figure) / 10
        if axis == "load":
            return round_down(less, self.unit)
        return max(Decimal(1), less.quantize(Decimal(1), ROUND_FLOOR))

    # --- Figures ---------------------------------------------------------------------------------

    def _figures(self, axis: str, stand: Sequence[Target]) -> Figures:
        """What the axis reads on each set; None where it has no say."""
        if axis == "reps":
            return [exactly(target.reps_min) for target in stand]
        if axis == "time":
            return [exactly(target.duration_s) for target in stand]
        return [
            target.load_kg if self._at(place)[1] in CARRIED else None
            for place, target in enumerate(stand)
        ]

    def _step(self, rule: Rule) -> Decimal:
        step = exactly(rule["step"]) or Decimal(0)
        if rule["axis"] != "load" or self.unit == "kg":
            return step
        # What plates in pounds can make: 2.5 kg is 5 lb there, not 5.51.
        plates = max(Decimal(1), (step / KG_PER_LB / SMALL_PLATES_LB).quantize(Decimal(1)))
        return (plates * SMALL_PLATES_LB * KG_PER_LB).quantize(GRAM, ROUND_HALF_UP)

    def _figure(self, axis: str, figure: Decimal) -> str:
        if axis == "load":
            return f"{plain(from_kg(figure, self.unit))} {self.unit}"
        return f"{plain(figure)} {'s' if axis == 'time' else axis}"

    def _step_in_words(self, rule: Rule) -> str:
        step, axis = self._step(rule), rule["axis"]
        if axis in ("reps", "sets"):
            return f"One more {axis[:-1]}" if step == 1 else f"{plain(step)} more {axis}"
        return f"{plain(step)} s longer" if axis == "time" else f"Up {self._figure(axis, step)}"


def _ceiling(rule: Rule) -> Decimal:
    most = MOST[rule["axis"]]
    return most if rule["ceiling"] is None else min(most, exactly(rule["ceiling"]) or most)


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
