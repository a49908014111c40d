"""One set of a file as one set of the log: units, and what a load means."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from fitapp.lib.units import to_kg, to_m
from metrics.integrations.formats.strong import DoneExercise, DoneSet
from metrics.integrations.models import Import
from training.models import Exercise, LoadMode, SessionItem, Set
from training.taxonomy import Tracking

CENT: Final = Decimal("0.01")


def set_from(done: DoneSet, *, source: Import, item: SessionItem, position: int) -> Set:
    exercise = item.exercise
    assert exercise is not None  # noqa: S101  # an imported item always has one
    made = Set(
        trainee=source.user,
        session=item.session,
        item=item,
        exercise=exercise,
        position=position,
        kind=done.kind,
        reps=done.reps if done.reps or "reps" in exercise.figures else None,
        duration_s=done.seconds or None,
        rpe=done.rpe,
    )
    if done.distance:
        made.distance_m = to_m(done.distance, done.distance_unit or source.distance_unit)
    made.load_mode = load_mode_of(done.load, exercise)
    if done.load or "load" in exercise.figures:
        made.entered_unit = done.load_unit or source.load_unit or source.user.profile.load_unit
        made.entered_load = abs(done.load).quantize(CENT)
        made.load_kg = to_kg(abs(done.load), made.entered_unit)
    return made


def load_mode_of(load: Decimal, exercise: Exercise) -> LoadMode:
    """Strong writes assistance as a plain number where the exercise is assisted, else below 0."""
    is_assisted = exercise.tracking == Tracking.BODYWEIGHT_REPS and "assisted" in exercise.slug
    if load < 0 or is_assisted:
        return LoadMode.ASSISTED
    if exercise.tracking == Tracking.BODYWEIGHT_REPS:
        return LoadMode.ADDED
    return LoadMode.ADDED if load and "load" not in exercise.figures else LoadMode.EXTERNAL


def tracking_of(done: Iterable[DoneExercise]) -> Tracking:
    """How an exercise is tracked, judged by the sets that were done of it."""
    sets = [one for exercise in done for one in exercise.sets]
    if any(one.distance for one in sets):
        return Tracking.DISTANCE_TIME
    if any(one.load < 0 for one in sets):
        return Tracking.BODYWEIGHT_REPS
    if any(one.load for one in sets):
        has_reps = any(one.reps for one in sets)
        return Tracking.LOAD_REPS if has_reps else Tracking.LOAD_TIME
    if any(one.seconds for one in sets) and not any(one.reps for one in sets):
        return Tracking.TIME
    return Tracking.BODYWEIGHT_REPS
