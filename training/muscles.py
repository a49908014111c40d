"""Which muscles a session trained."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from training.models import ExerciseMuscle
from training.taxonomy import Muscle
from training.worksheet import Worksheet


def hard_sets(sheet: Worksheet) -> list[tuple[str, Decimal]]:
    """Sets of each muscle by name, indirect ones by their share; the most first. One query."""
    done: dict[int, int] = defaultdict(int)
    for entry in sheet.entries:
        if entry.item.exercise_id is not None:
            done[entry.item.exercise_id] += sum(line.set.is_done for line in entry.working)
    trained = [exercise for exercise, sets in done.items() if sets]
    sets: dict[str, Decimal] = defaultdict(Decimal)
    for row in ExerciseMuscle.objects.filter(exercise_id__in=trained):
        sets[Muscle(row.muscle).label] += done[row.exercise_id] * row.share
    return sorted(sets.items(), key=lambda one: (-one[1], one[0]))
