"""Exercises that people add: their own, and an admin's for everybody."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import IO, Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.pictures import drop_picture, keep_picture
from training import catalogue
from training.models import Exercise, ExerciseEquipment, ExerciseMuscle
from training.recounting import ask_for_recount
from training.taxonomy import Equipment, Tracking

Shares = Mapping[str, Decimal]
DIRECT: Final = Decimal(1)
INDIRECT: Final = Decimal("0.5")


class ExerciseNameTaken(Refused):
    pass


@transaction.atomic
def create_private(
    *,
    owner: User,
    name: str,
    tracking: str = Tracking.LOAD_REPS,
    muscles: Shares | None = None,
    equipment: Collection[str] = (),
    **details: Any,
) -> Exercise:
    """An exercise of one person's own, seen by those who train with them.

    Raises ExerciseNameTaken.
    """
    mine = Exercise.objects.filter(owner=owner)
    _refuse_taken_name(mine, name)
    # Slugs of the library have no underscore, so the two can never meet.
    slug = f"{slugify(name)[:60] or 'exercise'}_{secrets.token_hex(4)}"
    details |= {"origin": Exercise.Origin.PRIVATE, "owner": owner, "slug": slug}
    made = _create(name=name, tracking=tracking, muscles=muscles, equipment=equipment, **details)
    catalogue.changed(made)
    return made


@transaction.atomic
def create_for_everybody(
    *,
    name: str,
    tracking: str = Tracking.LOAD_REPS,
    muscles: Shares | None = None,
    equipment: Collection[str] = (),
    **details: Any,
) -> Exercise:
    """An exercise an admin adds to the library. Raises ExerciseNameTaken."""
    shared = Exercise.objects.exclude(origin=Exercise.Origin.PRIVATE)
    _refuse_taken_name(shared, name)
    slug = slugify(name)[:80].strip("-") or "exercise"
    if slug == "new" or Exercise.objects.filter(slug=slug).exists():  # /exercises/new/ is a page
        slug = f"{slug[:70]}-{secrets.token_hex(4)}"
    details |= {"origin": Exercise.Origin.ADDED, "slug": slug}
    made = _create(name=name, tracking=tracking, muscles=muscles, equipment=equipment, **details)
    catalogue.changed()
    return made


@transaction.atomic
def revise(
    *,
    exercise: Exercise,
    muscles: Shares | None = None,
    equipment: Collection[str] | None = None,
    **details: Any,
) -> None:
    """Change what it says; None leaves muscles or equipment as they are.

    A shipped exercise becomes the admin's own version, which no later load overwrites.
    Raises ExerciseNameTaken.
    """
    if "name" in details:
        others = Exercise.objects.exclude(pk=exercise.pk).filter(
            origin__in=_same_circle(exercise), owner=exercise.owner_id
        )
        _refuse_taken_name(others, details["name"])
    for field, value in details.items():
        setattr(exercise, field, value)
    _take_over(exercise)
    exercise.save(update_fields=[*details, "origin"])
    if muscles is not None:
        _recount_unless_same(exercise, muscles)
        exercise.muscles.all().delete()
    if equipment is not None:
        exercise.equipment.all().delete()
    _add_details(exercise, muscles or {}, equipment or ())
    catalogue.changed(exercise)


@transaction.atomic
def retire(*, exercise: Exercise, at: datetime) -> None:
    """Take it out of lists and search. Programs and history that use it keep it."""
    if exercise.retired_at is None:
        exercise.retired_at = at
        _take_over(exercise)
        exercise.save(update_fields=["retired_at", "origin"])
        catalogue.changed(exercise)


@transaction.atomic
def restore(*, exercise: Exercise) -> None:
    """Back into lists and search."""
    if exercise.retired_at is not None:
        exercise.retired_at = None
        exercise.save(update_fields=["retired_at"])
        catalogue.changed(exercise)


@transaction.atomic
def set_picture(*, exercise: Exercise, upload: IO[bytes]) -> None:
    """Raises ValidationError, where it is no picture."""
    keep_picture(exercise, upload)
    catalogue.changed(exercise)


@transaction.atomic
def remove_picture(*, exercise: Exercise) -> None:
    drop_picture(exercise)
    catalogue.changed(exercise)


def forget_pictures(*, user_id: int) -> None:
    """Of somebody who is gone: programs of others keep their exercises, nobody their pictures."""
    gone = Exercise.objects.filter(owner=None, picture__startswith=f"exercises/{user_id}/")
    for exercise in gone:
        with transaction.atomic():
            drop_picture(exercise)


# --- How -----------------------------------------------------------------------------------------


def _create(*, muscles: Shares | None, equipment: Collection[str], **columns: Any) -> Exercise:
    columns.setdefault("pictogram", _likeliest_pictogram(columns.get("pattern", ""), equipment))
    exercise = Exercise.objects.create(**columns)
    _add_details(exercise, muscles or {}, equipment)
    return exercise


def _add_details(exercise: Exercise, muscles: Shares, equipment: Iterable[str]) -> None:
    ExerciseMuscle.objects.bulk_create(
        ExerciseMuscle(exercise=exercise, muscle=muscle, share=share)
        for muscle, share in muscles.items()
    )
    ExerciseEquipment.objects.bulk_create(
        ExerciseEquipment(exercise=exercise, equipment=thing) for thing in dict.fromkeys(equipment)
    )


def _recount_unless_same(exercise: Exercise, muscles: Shares) -> None:
    if dict(exercise.muscles.values_list("muscle", "share")) != dict(muscles):
        ask_for_recount(exercise_ids=[exercise.pk], at=timezone.now())


def _likeliest_pictogram(pattern: str, equipment: Collection[str]) -> str:
    """The drawing of a library exercise that moves the same way, with the same gear if any does."""
    gear = set(equipment) or {Equipment.NONE.value}
    alike = [other for other in catalogue.library().exercises if other.pattern == pattern]
    alike.sort(key=lambda other: -len(catalogue.gear(other) & gear))
    return alike[0].pictogram if alike else ""


def _refuse_taken_name(exercises: Any, name: str) -> None:
    if exercises.filter(name__iexact=name, retired_at=None).exists():
        raise ExerciseNameTaken(f"There is an exercise named “{name}” already.")


def _same_circle(exercise: Exercise) -> list[str]:
    if exercise.origin == Exercise.Origin.PRIVATE:
        return [Exercise.Origin.PRIVATE]
    return [Exercise.Origin.SHIPPED, Exercise.Origin.ADDED]


def _take_over(exercise: Exercise) -> None:
    if exercise.origin == Exercise.Origin.SHIPPED:
        exercise.origin = Exercise.Origin.ADDED
