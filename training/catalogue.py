"""The exercise library in memory: searched, filtered and listed without asking the database.

Each process keeps its own copy, and asks the shared cache whether it is still the newest. Private
exercises are few and belong to one person's circle, so they are read anew each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Final, TypeAlias
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import transaction

from accounts.models import User
from fitapp.lib.search import TrigramIndex
from training.models import Exercise, ExerciseMuscle
from training.taxonomy import Equipment, Pattern

Reader: TypeAlias = User | AnonymousUser | None
VERSION_KEY: Final = "training:library"
WORD: Final = {  # what people write for a word of the names
    "bb": "barbell",
    "db": "dumbbell",
    "dbs": "dumbbell",
    "dumbell": "dumbbell",
    "kb": "kettlebell",
    "bw": "bodyweight",
    "bss": "bulgarian split squat",
    "sl": "single leg",
    "sa": "single arm",
    "ham": "hamstring",
    "hammy": "hamstring",
    "incl": "incline",
    "ext": "extension",
    "alt": "alternating",
}
GEAR: Final[list[str]] = [
    *(Equipment.BARBELL, Equipment.DUMBBELL, Equipment.CABLE, Equipment.MACHINE),
    *(Equipment.LEG_PRESS_MACHINE, Equipment.NONE, Equipment.PULL_UP_BAR, Equipment.DIP_BARS),
    *(Equipment.KETTLEBELL, Equipment.EZ_BAR, Equipment.TRAP_BAR, Equipment.BAND),
]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list of exercises is narrowed to. Of several muscles any counts; gear must suffice."""

    muscles: Collection[str] = ()
    equipment: Collection[str] = ()
    pattern: str = ""
    level: str = ""
    mechanics: str = ""
    own: bool = False

    def __bool__(self) -> bool:
        narrowing = (self.muscles, self.equipment, self.pattern, self.level, self.mechanics)
        return any(narrowing) or self.own

    def keep(self, exercise: Exercise, user: Reader) -> bool:
        wanted = {"pattern": self.pattern, "level": self.level, "mechanics": self.mechanics}
        return (
            all(getattr(exercise, name) == value for name, value in wanted.items() if value)
            and (not self.muscles or bool(direct_muscles(exercise) & set(self.muscles)))
            and (not self.equipment or bool(gear(exercise) & set(self.equipment)))
            and (not self.own or (user is not None and exercise.owner_id == user.pk))
        )


@dataclass(frozen=True)
class Library:
    """One version of the library, staples first, with everything a card of it shows."""

    version: str
    exercises: tuple[Exercise, ...]
    index: TrigramIndex[int] = field(repr=False)

    @cached_property
    def by_id(self) -> dict[int, Exercise]:
        return {exercise.pk: exercise for exercise in self.exercises}


@dataclass(frozen=True)
class Shelf:
    """The library, and the private exercises of one person and of those they train with."""

    library: Library
    private: tuple[Exercise, ...]
    reader: Reader

    @cached_property
    def everything(self) -> list[Exercise]:
        """Staples first, in the order a gym is laid out; then by name."""
        if not self.private:
            return list(self.library.exercises)
        return sorted([*self.library.exercises, *self.private], key=_order)

    def find(self, query: str, filters: Filters | None = None) -> list[Exercise]:
        """What `query` and `filters` leave, best first; without a query, staples first."""
        found = self.search(query) if query.strip() else self.everything
        return [one for one in found if filters is None or filters.keep(one, self.reader)]

    def search(self, query: str) -> list[Exercise]:
        """Exercises whose names resemble `query`, best first."""
        by_id = self.library.by_id
        scores = {by_id[pk]: score for pk, score in self.library.index.scores(query).items()}
        if self.private:
            own = {exercise.pk: exercise for exercise in self.private}
            scores |= {own[pk]: score for pk, score in _index(self.private).scores(query).items()}
        # Under half of the best score, names share little more than a common word.
        cut = max(scores.values(), default=0) / 2
        return sorted(
            (exercise for exercise, score in scores.items() if score >= cut),
            key=lambda exercise: (-scores[exercise], exercise.name),
        )


def direct_muscles(exercise: Exercise) -> set[str]:
    """Muscles that get at least half of a hard set."""
    return {row.muscle for row in exercise.muscles.all() if row.share >= 0.5}


def main_muscles(exercise: Exercise) -> list[str]:
    return [row.muscle for row in _by_share(exercise) if row.share == 1]


def helping_muscles(exercise: Exercise) -> list[str]:
    return [row.muscle for row in _by_share(exercise) if row.share < 1]


def gear(exercise: Exercise) -> set[str]:
    return {row.equipment for row in exercise.equipment.all()}


def library() -> Library:
    """The newest library, from memory unless it has changed."""
    global _kept
    version = current_version()
    kept = _kept
    if kept is None or kept.version != version:
        with _loading:
            kept = _kept = _load(version)
    return kept


def current_version() -> str:
    """Different whenever a library row has changed."""
    shared = caches["shared"]
    version = shared.get(VERSION_KEY)
    if version is None:
        shared.add(VERSION_KEY, _new_version(), timeout=None)
        version = shared.get(VERSION_KEY)
    if version is None:  # the cache is away, and nobody can say that anything has changed
        return _kept.version if _kept else _new_version()
    return str(version)


def changed() -> None:
    """Say that library rows changed. Inside a transaction it counts at once and after commit."""
    _announce()
    transaction.on_commit(_announce)


def shelf(user: Reader) -> Shelf:
    """What this person can choose from, asked of the database once."""
    return Shelf(library(), tuple(_own_and_shared(user)), user)


def everything(user: Reader) -> list[Exercise]:
    return shelf(user).everything


def find(query: str = "", *, user: Reader, filters: Filters | None = None) -> list[Exercise]:
    return shelf(user).find(query, filters)


def search(query: str, *, user: Reader) -> list[Exercise]:
    return shelf(user).search(query)


def counts(exercises: Iterable[Exercise]) -> Counter[str]:
    """How many of these need each thing, for the numbers beside the filter."""
    return Counter(thing for exercise in exercises for thing in gear(exercise))


# --- How -----------------------------------------------------------------------------------------

_kept: Library | None = None
_loading = Lock()


def _own_and_shared(user: Reader) -> list[Exercise]:
    if user is None or not user.is_authenticated:
        return []
    private = Exercise.objects.visible_to(user).filter(origin=Exercise.Origin.PRIVATE)
    return list(private.in_use().by_name().prefetch_related("muscles", "equipment"))


def _new_version() -> str:
    return uuid4().hex


def _announce() -> None:
    caches["shared"].set(VERSION_KEY, _new_version(), timeout=None)


def _load(version: str) -> Library:
    rows = Exercise.objects.library().prefetch_related("muscles", "equipment")
    exercises = sorted(rows, key=_order)
    return Library(version, tuple(exercises), _index(exercises))


def _index(exercises: Sequence[Exercise]) -> TrigramIndex[int]:
    return TrigramIndex(
        _names(exercises),
        favoured={exercise.pk for exercise in exercises if exercise.is_staple},
        canonical=lambda word: WORD.get(word, word),
    )


def _names(exercises: Iterable[Exercise]) -> Iterator[tuple[int, str]]:
    for exercise in exercises:
        yield exercise.pk, exercise.name
        for alias in exercise.aliases:
            yield exercise.pk, alias


def _order(exercise: Exercise) -> tuple[bool, int, int, str, int]:
    """Staples by gear and movement, as a gym is laid out; the others by name."""
    name = exercise.name.lower()
    if not exercise.is_staple:
        return True, 0, 0, name, exercise.pk
    known_by = min((GEAR.index(thing) for thing in gear(exercise) & set(GEAR)), default=len(GEAR))
    return False, known_by, Pattern.values.index(exercise.pattern), name, exercise.pk


def _by_share(exercise: Exercise) -> list[ExerciseMuscle]:
    return sorted(exercise.muscles.all(), key=lambda row: (-row.share, row.pk))
