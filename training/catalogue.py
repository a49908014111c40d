"""The exercise library in memory: searched, filtered and listed without asking the database.

The library is kept in the cache, and its index in the memory of each process. What one person
alone sees of it (private exercises of their circle, their marks) is kept in the cache as well, for
five minutes at most. Both are kept under stamps that change with what they stand for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from threading import Lock
from typing import Any, Final, TypeAlias
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db.models import DecimalField, Value

from accounts.coaching import trainee_ids_of, trainer_ids_of
from accounts.models import User
from fitapp.lib import stamps
from fitapp.lib.search import TrigramIndex
from training.fitting import Means
from training.marks import own_part
from training.models import Exercise, ExerciseEquipment, ExerciseMark, ExerciseMuscle
from training.names import index_of
from training.taxonomy import Equipment, Pattern

Reader: TypeAlias = User | AnonymousUser | None
Detail: TypeAlias = tuple[int, int, str, Decimal | None]  # exercise, row, code, share of a muscle
LIBRARY: Final = "library"  # the stamp of what everybody sees
DAY_S: Final = 24 * 3600
OWN_S: Final = 300  # a change that a cache in trouble did not hear of shows after this
FAVOURITE: Final = ExerciseMark.Kind.FAVOURITE.value
NEVER: Final = ExerciseMark.Kind.NEVER.value
GEAR: Final[list[str]] = [
    *(Equipment.BARBELL, Equipment.DUMBBELL, Equipment.CABLE, Equipment.MACHINE),
    *(Equipment.LEG_PRESS_MACHINE, Equipment.NONE, Equipment.PULL_UP_BAR, Equipment.DIP_BARS),
    *(Equipment.KETTLEBELL, Equipment.EZ_BAR, Equipment.TRAP_BAR, Equipment.BAND),
]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list of exercises is narrowed to. Of several muscles or things any counts."""

    muscles: Collection[str] = ()
    equipment: Collection[str] = ()
    pattern: str = ""
    level: str = ""
    mechanics: str = ""
    own: bool = False
    marked: str = ""

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
class Own:
    """What one person alone sees: private exercises of their circle, and their marks."""

    private: tuple[Exercise, ...] = ()
    marks: Mapping[int, str] = field(default_factory=dict)  # kind by exercise


@dataclass(frozen=True)
class Shelf:
    """The library, and what one person adds to it."""

    library: Library
    own: Own
    reader: Reader

    @cached_property
    def everything(self) -> list[Exercise]:
        """Staples first, in the order a gym is laid out; then by name."""
        if not self.own.private:
            return list(self.library.exercises)
        return sorted([*self.library.exercises, *self.own.private], key=_order)

    def find(self, query: str, filters: Filters | None = None) -> list[Exercise]:
        """What `query` and `filters` leave, best first; without a query, favourites first."""
        if query.strip():
            found = self.search(query)
        else:
            found = sorted(self.everything, key=lambda exercise: not self.is_favourite(exercise))
        marked = filters.marked if filters else ""
        return [
            one
            for one in found
            if (filters is None or filters.keep(one, self.reader))
            and (not marked or self.own.marks.get(one.pk) == marked)
        ]

    def suggest(self, query: str, filters: Filters | None = None) -> list[Exercise]:
        """The same to choose from: without what this person never wants to be shown, unless they
        look for it by name, and then last."""
        found = self.find(query, filters)
        never = [one for one in found if self.own.marks.get(one.pk) == NEVER]
        return [one for one in found if one not in never] + (never if query.strip() else [])

    def is_favourite(self, exercise: Exercise) -> bool:
        return self.own.marks.get(exercise.pk) == FAVOURITE

    def search(self, query: str) -> list[Exercise]:
        """Exercises whose names resemble `query`, best first."""
        by_id = self.library.by_id
        scores = {by_id[pk]: score for pk, score in self.library.index.scores(query).items()}
        if self.own.private:
            own = {exercise.pk: exercise for exercise in self.own.private}
            index = index_of(self.own.private)
            scores |= {own[pk]: score for pk, score in index.scores(query).items()}
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


def why_not(means: Means, exercise: Exercise) -> str:
    return means.why_not(needed=gear(exercise), stresses=exercise.stresses)


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
    version = stamps.stamp(LIBRARY)
    if version is None:  # the cache is away, and nobody can say that anything has changed
        return _kept.version if _kept else uuid4().hex
    return version


def changed(exercise: Exercise | None = None) -> None:
    """Say that library rows changed, or this private exercise: for its owner's circle."""
    if exercise is None or exercise.origin != Exercise.Origin.PRIVATE:
        stamps.renew(LIBRARY)
    elif (owner := exercise.owner) is not None:
        circle = {owner.pk, *trainee_ids_of(owner), *trainer_ids_of(owner)}
        stamps.renew(*map(own_part, circle))


def shelf(user: Reader) -> Shelf:
    """What this person can choose from."""
    return Shelf(library(), _own(user), user)


def everything(user: Reader) -> list[Exercise]:
    return shelf(user).everything


def find(query: str = "", *, user: Reader, filters: Filters | None = None) -> list[Exercise]:
    """What to suggest."""
    return shelf(user).suggest(query, filters)


def search(query: str, *, user: Reader) -> list[Exercise]:
    return shelf(user).search(query)


def counts(exercises: Iterable[Exercise]) -> Counter[str]:
    """How many of these need each thing, for the numbers beside the filter."""
    return Counter(thing for exercise in exercises for thing in gear(exercise))


# --- How -----------------------------------------------------------------------------------------

_kept: Library | None = None
_loading = Lock()


def _own(user: Reader) -> Own:
    if user is None or not user.is_authenticated:
        return Own()
    name = own_part(user.pk)
    return stamps.keep(name, lambda: _read_own(user), under=stamps.stamp(name), seconds=OWN_S)


def _read_own(user: User) -> Own:
    private = list(Exercise.objects.of_circle(user).in_use().by_name())
    marks = user.exercise_marks.values_list("exercise_id", "kind")
    return Own(tuple(_attach(_details_of(private), private)), dict(marks))


def _details_of(exercises: list[Exercise]) -> list[Detail]:
    """Their muscles and equipment, both in one query."""
    if not exercises:
        return []
    muscles = ExerciseMuscle.objects.filter(exercise__in=exercises)
    things = ExerciseEquipment.objects.filter(exercise__in=exercises)
    no_share = Value(None, DecimalField(max_digits=3, decimal_places=2))
    rows: Any = muscles.values_list("exercise_id", "pk", "muscle", "share").union(
        things.values_list("exercise_id", "pk", "equipment", no_share), all=True
    )
    return sorted(rows, key=lambda row: row[1])


def _attach(details: list[Detail], exercises: list[Exercise]) -> list[Exercise]:
    muscles: dict[int, list[ExerciseMuscle]] = defaultdict(list)
    things: dict[int, list[ExerciseEquipment]] = defaultdict(list)
    for of, pk, code, share in details:
        if share is None:
            things[of].append(ExerciseEquipment(pk=pk, exercise_id=of, equipment=code))
        else:
            muscles[of].append(ExerciseMuscle(pk=pk, exercise_id=of, muscle=code, share=share))
    for exercise in exercises:
        for name, found in (("muscles", muscles), ("equipment", things)):
            related = getattr(exercise, name).get_queryset()
            related._result_cache, related._prefetch_done = found[exercise.pk], True
            exercise.__dict__.setdefault("_prefetched_objects_cache", {})[name] = related
    return exercises


def _load(version: str) -> Library:
    rows, details = stamps.keep(LIBRARY, _read_library, under=version, seconds=DAY_S)
    exercises = tuple(sorted(_attach(details, rows), key=_order))
    return Library(version, exercises, index_of(exercises))


def _read_library() -> tuple[list[Exercise], list[Detail]]:
    rows = list(Exercise.objects.library())
    return rows, _details_of(rows)


def _order(exercise: Exercise) -> tuple[bool, int, int, str, int]:
    """Staples by gear and movement, as a gym is laid out; the others by name."""
    name = exercise.name.lower()
    if not exercise.is_staple:
        return True, 0, 0, name, exercise.pk
    known_by = min((GEAR.index(thing) for thing in gear(exercise) & set(GEAR)), default=len(GEAR))
    return False, known_by, Pattern.values.index(exercise.pattern), name, exercise.pk


def _by_share(exercise: Exercise) -> list[ExerciseMuscle]:
    return sorted(exercise.muscles.all(), key=lambda row: (-row.share, row.pk))
