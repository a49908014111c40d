"""How strong a demo person is, and what they therefore manage on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from training.models import LoadMode, Set, SetKind
from training.taxonomy import Tracking

STEP: Final = Decimal("2.5")
# One-rep maxes of somebody who has trained for half a year, kg. Of dumbbells, each.
ONE_REP_MAX: Final = {
    "barbell-back-squat": 100,
    "barbell-bench-press": 72,
    "barbell-deadlift": 125,
    "barbell-overhead-press": 47,
    "barbell-romanian-deadlift": 95,
    "barbell-row": 68,
    "front-squat": 80,
    "trap-bar-deadlift": 115,
    "paused-bench-press": 66,
    "leg-press": 190,
    "machine-standing-calf-raise": 130,
    "lat-pulldown": 68,
    "seated-cable-row": 66,
    "machine-row": 64,
    "seated-leg-curl": 55,
    "lying-leg-curl": 48,
    "face-pull": 32,
    "rope-pushdown": 34,
    "triceps-pushdown": 38,
    "pallof-press": 24,
    "overhead-cable-triceps-extension": 34,
    "goblet-squat": 40,
    "dumbbell-bench-press": 30,
    "incline-dumbbell-bench-press": 27,
    "dumbbell-romanian-deadlift": 34,
    "dumbbell-split-squat": 24,
    "dumbbell-reverse-lunge": 24,
    "bulgarian-split-squat": 24,
    "dumbbell-hip-thrust": 48,
    "dumbbell-row": 34,
    "chest-supported-dumbbell-row": 27,
    "seated-dumbbell-shoulder-press": 24,
    "standing-dumbbell-shoulder-press": 22,
    "dumbbell-lateral-raise": 13,
    "dumbbell-curl": 17,
    "hammer-curl": 18,
    "farmers-carry": 40,
}
OTHERWISE: Final = 40
# Most repetitions without any load.
MOST_REPS: Final = {"pull-up": 7, "chin-up": 8, "hanging-knee-raise": 12, "incline-push-up": 13}
MOST_REPS_OTHERWISE: Final = 16


@dataclass
class Lifter:
    """Strength grows with the weeks, and differs a little from day to day."""

    factor: float
    per_week: float
    since: date
    random: Random

    def one_rep_max(self, slug: str, day: date) -> float:
        return ONE_REP_MAX.get(slug, OTHERWISE) * self.factor * self.growth(day)

    def growth(self, day: date) -> float:
        """Quick at first, slower later."""
        return 1 + self.per_week * ((day - self.since).days / 7) ** 0.85

    def do(self, one: Set, *, slug: str, day: date, done: int, form: float) -> None:
        """Fill in what comes of the set when it is tried after `done` others."""
        low = one.target_reps_min or 8
        high = one.target_reps_max or low
        if one.target_duration_s:
            one.duration_s = max(10, one.target_duration_s + self.random.choice([-5, 0, 0, 0, 5]))
        elif one.item.tracking == Tracking.LOAD_DISTANCE:
            one.distance_m = one.target_distance_m or Decimal(40)
            self._lift(one, self._first_load(slug, day, reps=10, reserve=3))
        elif one.load_mode != LoadMode.EXTERNAL or "load" not in one.item.tracking:
            self._do_without_load(one, slug=slug, day=day, high=high, done=done)
        elif one.kind == SetKind.WARM_UP:
            half = self._rounded(0.5 * self.one_rep_max(slug, day))
            self._lift(one, one.target_load_kg or half)
            one.reps = high
        else:
            self._do_with_load(one, slug=slug, day=day, done=done, form=form)

    def _do_with_load(self, one: Set, *, slug: str, day: date, done: int, form: float) -> None:
        low = one.target_reps_min or 8
        high = one.target_reps_max or low
        reserve = 10 - float(one.target_rpe or 8)
        load = one.target_load_kg or self._first_load(slug, day, reps=low, reserve=reserve + 1)
        self._lift(one, load)
        possible = 30 * (self.one_rep_max(slug, day) * form / float(load) - 1) - 0.35 * done
        most = high + 4 if one.kind == SetKind.AMRAP else high
        one.reps = max(min(low, 3), min(most, int(possible - max(0, reserve - 0.6))))
        one.rpe = self._effort(possible - one.reps)

    def _do_without_load(self, one: Set, *, slug: str, day: date, high: int, done: int) -> None:
        most = MOST_REPS.get(slug, MOST_REPS_OTHERWISE) * self.growth(day) ** 2
        possible = most + self.random.uniform(-1, 1) - 0.7 * done
        one.reps = max(1, min(high, int(possible) - 1))
        if one.item.tracking == Tracking.BODYWEIGHT_REPS:
            self._lift(one, one.target_load_kg or Decimal(0))
        one.rpe = self._effort(possible - one.reps)

    def _lift(self, one: Set, load: Decimal) -> None:
        one.load_kg = load
        one.entered_load = load.quantize(Decimal("0.01"))
        one.entered_unit = "kg"

    def _first_load(self, slug: str, day: date, *, reps: int, reserve: float) -> Decimal:
        return self._rounded(self.one_rep_max(slug, day) / (1 + (reps + reserve) / 30))

    def _rounded(self, load: float) -> Decimal:
        return max(STEP, Decimal(int(load / float(STEP))) * STEP)

    def _effort(self, reserve: float) -> Decimal:
        half_points = round(2 * (10 - max(0.0, reserve)))
        return max(Decimal(6), min(Decimal(10), Decimal(half_points) / 2))
