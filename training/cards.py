"""How an exercise looks in a list: its muscles in words, its gear as an icon, one's own best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from training import catalogue
from training.models import Exercise, Record
from training.taxonomy import Equipment, Muscle

# The first of these that an exercise needs is what it is known by.
ICON_OF: Final = {
    Equipment.BARBELL: "barbell",
    Equipment.EZ_BAR: "barbell",
    Equipment.TRAP_BAR: "barbell",
    Equipment.SMITH_MACHINE: "machine",
    Equipment.LANDMINE: "barbell",
    Equipment.DUMBBELL: "dumbbell",
    Equipment.KETTLEBELL: "kettlebell",
    Equipment.CABLE: "cable",
    Equipment.MACHINE: "machine",
    Equipment.LEG_PRESS_MACHINE: "machine",
    Equipment.BAND: "band",
    Equipment.PLATE: "plate",
}
NAMED: Final = 3  # muscles on a card


@dataclass(frozen=True)
class Card:
    exercise: Exercise
    muscles: str
    icon: str
    gear: str
    best_kg: Decimal | None = None


def cards(exercises: Sequence[Exercise], *, user: User | AnonymousUser | None) -> list[Card]:
    """One card each, with the standing estimated max of whoever looks. One query."""
    best: dict[int, Decimal] = {}
    if user is not None and user.is_authenticated:
        records = Record.objects.filter(trainee=user, kind=Record.Kind.E1RM, exercise__in=exercises)
        best = dict(records.standing().values_list("exercise_id", "value"))
    return [
        Card(
            exercise=exercise,
            muscles=muscles_in_words(exercise),
            icon=icon_of(exercise),
            gear=gear_in_words(exercise),
            best_kg=best.get(exercise.pk),
        )
        for exercise in exercises
    ]


def muscles_in_words(exercise: Exercise) -> str:
    """ "Quads, glutes": direct ones first, three at most."""
    muscles = [*catalogue.main_muscles(exercise), *catalogue.helping_muscles(exercise)]
    return in_words(Muscle(muscle).label for muscle in muscles[:NAMED])


def gear_in_words(exercise: Exercise) -> str:
    return in_words(row.get_equipment_display() for row in exercise.equipment.all())


def in_words(names: Iterable[str]) -> str:
    return ", ".join(names).capitalize()


def icon_of(exercise: Exercise) -> str:
    needed = catalogue.gear(exercise)
    return next((icon for thing, icon in ICON_OF.items() if thing in needed), "bodyweight")
