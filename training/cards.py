"""How an exercise looks in a list: its muscles in words, its gear as an icon, what one has done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import DecimalField, Max, Value

from training import catalogue
from training.catalogue import Reader, Shelf
from training.fitting import Means
from training.models import Exercise, Record, Set
from training.taxonomy import Equipment, Muscle, Stress

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
TELLING: Final[list[str]] = [  # kinds of record, the one that tells most first
    *(Record.Kind.E1RM, Record.Kind.LOAD, Record.Kind.DISTANCE, Record.Kind.TIME),
    Record.Kind.REPS_AT_LOAD,
]


@dataclass(frozen=True)
class Best:
    """A standing record, as `_record_value.html` says it."""

    kind: str
    value: Decimal


@dataclass(frozen=True)
class Done:
    """When somebody last did an exercise, and the record that tells most about it."""

    last: datetime | None = None
    best: Best | None = None


@dataclass(frozen=True)
class Card:
    exercise: Exercise
    muscles: str
    icon: str
    gear: str
    done: Done
    mark: str = ""


def cards(exercises: Sequence[Exercise], *, shelf: Shelf) -> list[Card]:
    """One card each, with what the reader has done and thinks of it. One query."""
    done = done_by(shelf.reader, exercises)
    return [
        Card(
            exercise=exercise,
            muscles=muscles_in_words(exercise),
            icon=icon_of(exercise),
            gear=gear_in_words(exercise),
            done=done.get(exercise.pk, Done()),
            mark=shelf.own.marks.get(exercise.pk, ""),
        )
        for exercise in exercises
    ]


def done_by(reader: Reader, exercises: Sequence[Exercise]) -> dict[int, Done]:
    """What this person has done of these exercises. One query."""
    if reader is None or not reader.is_authenticated or not exercises:
        return {}
    records = Record.objects.filter(trainee=reader, exercise__in=exercises, kind__in=TELLING)
    sets = Set.objects.working().filter(trainee=reader, exercise__in=exercises)
    latest = sets.values("exercise_id").annotate(
        told=Value(""), figure=Value(None, DecimalField()), latest=Max("completed_at")
    )
    rows = records.standing().values_list("exercise_id", "kind", "value", "achieved_at")
    last: dict[int, datetime] = {}
    best: dict[int, Best] = {}
    for of, kind, value, at in rows.union(
        latest.values_list("exercise_id", "told", "figure", "latest"), all=True
    ):
        if not kind:
            last[of] = at
        elif of not in best or _tells_more(Best(kind, value), best[of]):
            best[of] = Best(kind, value)
    return {of: Done(last.get(of), best.get(of)) for of in last | best}


def _tells_more(one: Best, other: Best) -> bool:
    return (-TELLING.index(one.kind), one.value) > (-TELLING.index(other.kind), other.value)


@dataclass(frozen=True)
class Doable:
    """What of a list somebody can do with what they have, and how many need each thing that is not
    there or strain what is to be spared, the most first."""

    possible: list[Exercise]
    left_out: int
    lacking: list[tuple[str, int]]
    strained: list[tuple[str, int]]


def doable(exercises: Sequence[Exercise], means: Means) -> Doable:
    lacking: Counter[str] = Counter()
    strained: Counter[str] = Counter()
    possible = []
    for exercise in exercises:
        missing = means.lacking(catalogue.gear(exercise))
        spared = means.strained(exercise.stresses)
        lacking.update(missing)
        strained.update(spared)
        if not missing and not spared:
            possible.append(exercise)
    return Doable(
        possible=possible,
        left_out=len(exercises) - len(possible),
        lacking=[(Equipment(code).label, count) for code, count in lacking.most_common()],
        strained=[(Stress(code).label, count) for code, count in strained.most_common()],
    )


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
