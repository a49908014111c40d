"""The exercise library: from the files it is written in to rows, and the same again as a no-op."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import models, transaction

from training import catalogue
from training.models import Exercise, ExerciseEquipment, ExerciseMuscle, Substitute
from training.recounting import ask_for_recount
from training.taxonomy import Equipment, Level, Mechanics, Muscle, Pattern, Stress, Tracking

DATA: Final = Path(__file__).resolve().parent / "data"
SHARES: Final = {1, 0.5, 0.25}
WITHOUT_DIRECT_MUSCLE: Final = {Pattern.CARDIO, Pattern.MOBILITY, Pattern.LOCOMOTION}
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class LibraryError(Exception):
    """An entry breaks the rules of the library. Names the file and the slug."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One exercise as a file says it. Fields are those of the files (data/exercises)."""

    slug: str
    name: str
    aliases: list[str]
    family: str
    pattern: str
    mechanics: str
    equipment: list[str]
    level: str
    tracking: str
    unilateral: bool
    muscles: dict[str, float]
    steps: list[str]
    cues: list[str]
    mistakes: list[dict[str, str]]
    stresses: list[str]
    substitutes: list[str]

    def broken_rules(self) -> Iterator[str]:
        vocabularies: list[tuple[str, Iterable[str], type[models.TextChoices]]] = [
            ("pattern", [self.pattern], Pattern),
            ("mechanics", [self.mechanics], Mechanics),
            ("level", [self.level], Level),
            ("tracking", [self.tracking], Tracking),
            ("equipment", self.equipment, Equipment),
            ("muscle", self.muscles, Muscle),
            ("stress", self.stresses, Stress),
        ]
        for field, values, vocabulary in vocabularies:
            yield from (f"unknown {field} “{v}”" for v in values if v not in vocabulary.values)
        if not SLUG.fullmatch(self.slug):
            yield "the slug is not kebab-case"
        if not set(self.muscles.values()) <= SHARES:
            yield "a muscle's share is 1, 0.5 or 0.25"
        if 1 not in self.muscles.values() and self.pattern not in WITHOUT_DIRECT_MUSCLE:
            yield "no muscle is trained directly"
        if not self.equipment:
            yield "no equipment, not even “none”"
        if not 3 <= len(self.steps) <= 6:
            yield f"{len(self.steps)} steps instead of 3 to 6"
        if not all(set(mistake) == {"mistake", "fix"} for mistake in self.mistakes):
            yield "a mistake has no fix"
        if self.slug in self.substitutes or len(set(self.substitutes)) < len(self.substitutes):
            yield "a substitute is the exercise itself, or comes twice"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load did."""

    total: int
    new: int
    changed: int
    retired: int

    def __str__(self) -> str:
        text = f"{self.total} exercises: {self.new} new, {self.changed} changed"
        return f"{text}, {self.retired} retired" if self.retired else text


def read_entries(folder: Path) -> list[Entry]:
    """The entries of every file, by slug. Raises LibraryError for the first that is wrong."""
    entries: dict[str, Entry] = {}
    origin: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        for raw in json.loads(path.read_text()):
            entry = _checked(raw, path.name)
            if entry.slug in entries:
                raise LibraryError(f"{path.name}: {entry.slug}: also in {origin[entry.slug]}")
            entries[entry.slug], origin[entry.slug] = entry, path.name
    for entry in entries.values():
        for slug in entry.substitutes:
            if slug not in entries:
                raise LibraryError(f"{origin[entry.slug]}: {entry.slug}: no substitute “{slug}”")
    return [entries[slug] for slug in sorted(entries)]


@transaction.atomic
def load_library(*, at: datetime, data: Path = DATA) -> Loaded:
    """Make the shipped rows equal to the files: by slug, in a dozen queries, at once or not at all.

    What a person or an admin added or changed stays as it is. Raises LibraryError.
    """
    entries = read_entries(data / "exercises")
    pictograms = json.loads((data / "pictograms.json").read_text())
    staples = set((data / "exercises" / "staples.txt").read_text().split())
    rows = {row.slug: row for row in Exercise.objects.exclude(origin=Exercise.Origin.PRIVATE)}
    ours = [entry for entry in entries if not _is_taken_over(rows.get(entry.slug))]

    new = [
        Exercise(origin=Exercise.Origin.SHIPPED, **_columns(entry, pictograms, staples))
        for entry in ours
        if entry.slug not in rows
    ]
    changed = {
        entry.slug
        for entry in ours
        if entry.slug in rows and _update(rows[entry.slug], _columns(entry, pictograms, staples))
    }
    Exercise.objects.bulk_update([rows[slug] for slug in changed], _COLUMNS, batch_size=100)
    rows |= {row.slug: row for row in Exercise.objects.bulk_create(new)}
    changed |= _replace_details(ours, rows, at) - {row.slug for row in new}
    retired = _retire_all_but(entries, at)
    if new or changed or retired:
        catalogue.changed()
    return Loaded(total=len(entries), new=len(new), changed=len(changed), retired=retired)


# --- How -----------------------------------------------------------------------------------------

_COLUMNS: Final = [
    *("slug", "name", "aliases", "family", "pattern", "mechanics", "level", "tracking"),
    *("unilateral", "steps", "cues", "mistakes", "stresses"),
    *("pictogram", "is_staple", "retired_at"),
]


def _checked(raw: Mapping[str, Any], file: str) -> Entry:
    slug = raw.get("slug", "?")
    if difference := set(raw) ^ {field.name for field in fields(Entry)}:
        raise LibraryError(f"{file}: {slug}: fields {', '.join(sorted(difference))}")
    entry = Entry(**raw)
    if broken := list(entry.broken_rules()):
        raise LibraryError(f"{file}: {slug}: {'; '.join(broken)}")
    return entry


def _is_taken_over(row: Exercise | None) -> bool:
    return row is not None and row.origin != Exercise.Origin.SHIPPED


def _update(row: Exercise, values: Mapping[str, Any]) -> bool:
    """Set the columns that differ; says whether any did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _retire_all_but(entries: Iterable[Entry], at: datetime) -> int:
    gone = Exercise.objects.filter(origin=Exercise.Origin.SHIPPED, retired_at=None)
    return gone.exclude(slug__in=[entry.slug for entry in entries]).update(retired_at=at)


def _columns(entry: Entry, pictograms: Mapping[str, str], staples: set[str]) -> dict[str, Any]:
    if entry.slug not in pictograms:
        raise LibraryError(f"pictograms.json: {entry.slug}: no pictogram")
    extra = {
        "pictogram": pictograms[entry.slug],
        "is_staple": entry.slug in staples,
        "retired_at": None,
    }
    return {field: extra.get(field, getattr(entry, field, None)) for field in _COLUMNS}


def _replace_details(
    entries: Iterable[Entry], rows: Mapping[str, Exercise], at: datetime
) -> set[str]:
    """Muscles, equipment and substitutes; returns the slugs of exercises that differed."""
    slug_of = {row.pk: slug for slug, row in rows.items()}
    wanted: list[tuple[type[models.Model], tuple[str, ...], set[tuple[Any, ...]]]] = [
        (
            ExerciseMuscle,
            ("exercise_id", "muscle", "share"),
            {(rows[e.slug].pk, m, Decimal(str(s))) for e in entries for m, s in e.muscles.items()},
        ),
        (
            ExerciseEquipment,
            ("exercise_id", "equipment"),
            {(rows[e.slug].pk, thing) for e in entries for thing in e.equipment},
        ),
        (
            Substitute,
            ("exercise_id", "substitute_id", "position"),
            {
                (rows[e.slug].pk, rows[slug].pk, position)
                for e in entries
                for position, slug in enumerate(e.substitutes)
            },
        ),
    ]
    kept = [rows[entry.slug].pk for entry in entries]
    touched = [_replace(*table, of=kept) for table in wanted]
    ask_for_recount(exercise_ids=touched[0], at=at)
    return {slug_of[pk] for pks in touched for pk in pks}


def _replace(
    model: type[models.Model],
    columns: tuple[str, ...],
    wanted: set[tuple[Any, ...]],
    *,
    of: list[int],
) -> set[int]:
    """Make the detail rows of these exercises exactly `wanted`; returns whose rows changed."""
    rows = model._default_manager.filter(exercise_id__in=of)
    present = {
        values: pk for pk, *rest in rows.values_list("pk", *columns) if (values := tuple(rest))
    }
    surplus = [pk for values, pk in present.items() if values not in wanted]
    missing = sorted(wanted - present.keys())
    model._default_manager.filter(pk__in=surplus).delete()
    model._default_manager.bulk_create(
        model(**dict(zip(columns, values, strict=True))) for values in missing
    )
    return {values[0] for values in [*missing, *(v for v in present if v not in wanted)]}
