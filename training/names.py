"""The names of exercises, and what people write for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fitapp.lib.search import TrigramIndex
from training.models import Exercise

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


def index_of(exercises: Sequence[Exercise]) -> TrigramIndex[int]:
    """Finds these by their names and aliases."""
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
