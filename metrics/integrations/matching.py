"""From the names another app uses to our exercises.

What the person says comes first, then what they said another time, then the names we know of that
app, then exercises that are called just that. What nothing answers becomes an exercise of
their own, unless they choose otherwise: nothing is lost, and nothing is mixed up.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from accounts.models import User
from fitapp.lib.search import words
from metrics.integrations.models import ExerciseAlias, Import
from training import catalogue
from training.models import Exercise

OWN: Final = "own"
LEAVE_OUT: Final = "leave_out"
SUGGESTIONS: Final = 5
SEARCHED: Final = 100  # names, the most used first: a search takes its time
NEAR_ENOUGH: Final = 0.45  # to be offered; nothing is taken without being chosen
CONVERSIONS: Final = Path(__file__).resolve().parent / "data" / "conversions.csv"


@dataclass(frozen=True)
class Meaning:
    """What a name stands for: an exercise, one to be made (`own`), or nothing (`leave_out`)."""

    name: str
    sets: int
    decision: Any  # the exercise's id as text, OWN or LEAVE_OUT
    exercise: Exercise | None = None
    is_known: bool = False
    suggestions: tuple[Exercise, ...] = ()

    @property
    def leaves_out(self) -> bool:
        return self.decision == LEAVE_OUT


@cache
def conversions(app: str) -> dict[str, str]:
    """The slug of each name that we know of an app, by the name in small letters."""
    with CONVERSIONS.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["app"] == app]
    return {row["name"].lower(): row["slug"] for row in rows}


def meanings_of(source: Import, *, suggest: bool = False) -> list[Meaning]:
    """What becomes of each name in the file, unknown names first, then the most used."""
    names: dict[str, int] = source.counts["names"]
    index = _Index(source.user, source.kind, names)
    found = [index.meaning(name, sets, source.mapping.get(name)) for name, sets in names.items()]
    found.sort(key=lambda m: (m.is_known, -m.sets, m.name))
    if suggest:
        found = [
            index.with_suggestions(meaning, search=place < SEARCHED)
            for place, meaning in enumerate(found)
        ]
    return found


def remember(source: Import) -> None:
    """Keep what the person said about names for their next file."""
    chosen = {name: said for name, said in source.mapping.items() if said not in (OWN, LEAVE_OUT)}
    there = set(Exercise.objects.visible_to(source.user).values_list("pk", flat=True))
    ExerciseAlias.objects.bulk_create(
        [
            ExerciseAlias(user=source.user, app=source.kind, name=name[:200], exercise_id=int(said))
            for name, said in chosen.items()
            if int(said) in there
        ],
        update_conflicts=True,
        unique_fields=["user", "app", "name"],
        update_fields=["exercise"],
    )


class _Index:
    """Everything a person can train, by id, slug and name."""

    def __init__(self, user: User, app: str, names: Collection[str]) -> None:
        exercises = catalogue.everything(user)
        self.app = app
        self.library = catalogue.library()
        self.by_id = {str(exercise.pk): exercise for exercise in exercises}
        self.by_slug = {exercise.slug: exercise for exercise in exercises}
        self.by_name = {bare(exercise.name): exercise for exercise in reversed(exercises)}
        aliases = ExerciseAlias.objects.filter(user=user, app=app, name__in=list(names))
        self.aliases = dict(aliases.values_list("name", "exercise_id"))

    def meaning(self, name: str, sets: int, said: str | None) -> Meaning:
        known = self._known(name)
        if said in (OWN, LEAVE_OUT):
            return Meaning(name, sets, said, is_known=known is not None)
        exercise = self.by_id.get(said or "") or known
        if exercise is None:
            return Meaning(name, sets, OWN)
        return Meaning(name, sets, str(exercise.pk), exercise, is_known=known is not None)

    def _known(self, name: str) -> Exercise | None:
        slug = conversions(self.app).get(name.lower(), "")
        return (
            self.by_id.get(str(self.aliases.get(name)))
            or self.by_slug.get(slug)
            or self.by_name.get(bare(name))
        )

    def with_suggestions(self, meaning: Meaning, *, search: bool) -> Meaning:
        found = self._resembling(meaning.name) if search and not meaning.is_known else []
        offered = dict.fromkeys([*filter(None, [meaning.exercise, self._known(meaning.name)])])
        offered |= dict.fromkeys(found)
        return Meaning(
            meaning.name,
            meaning.sets,
            meaning.decision,
            meaning.exercise,
            meaning.is_known,
            tuple(offered),
        )

    def _resembling(self, name: str) -> list[Exercise]:
        """The best few of the library alone: what is private and called alike is known."""
        near = self.library.index.find(name, floor=NEAR_ENOUGH)[:SUGGESTIONS]
        return [self.library.by_id[pk] for pk in near]


def bare(name: str) -> str:
    return " ".join(words(name))


def choosable_ids(user: User, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are exercises this person can train."""
    rows = Exercise.objects.visible_to(user).in_use()
    return {str(pk) for pk in rows.values_list("pk", flat=True)} & set(ids)
