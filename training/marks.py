"""Favourites, and what is never to be suggested to somebody again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from fitapp.lib import stamps
from training.models import Exercise, ExerciseMark

Kind: Final = ExerciseMark.Kind


def own_part(user_id: int) -> str:
    """The stamp of what this person sees of the library and nobody else does: see catalogue."""
    return f"library-of-{user_id}"


@transaction.atomic
def mark(
    *, exercise: Exercise, user: User, kind: str, reason: str = "", at: datetime
) -> ExerciseMark:
    """Make it a favourite, or never suggest it again; the newer word counts."""
    said = {"kind": kind, "reason": reason if kind == Kind.NEVER else "", "marked_at": at}
    made, _ = ExerciseMark.objects.update_or_create(user=user, exercise=exercise, defaults=said)
    stamps.renew(own_part(user.pk))
    return made


@transaction.atomic
def unmark(*, exercise: Exercise, user: User) -> None:
    ExerciseMark.objects.filter(user=user, exercise=exercise).delete()
    stamps.renew(own_part(user.pk))


def excluded_ids(user: User) -> set[int]:
    """What is never to be suggested to this person; one query."""
    return set(user.exercise_marks.never().values_list("exercise_id", flat=True))


def unwanted_by(user_ids: Collection[int], *, reader: User) -> dict[str, list[str]]:
    """What any of these people never wants, by slug: "Hanna Brandt: “It hurts”"."""
    rows = ExerciseMark.objects.never().filter(user__in=user_ids).on_what_is_seen_by(reader)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows.select_related("exercise", "user__profile").order_by("user__profile__name"):
        why = f": “{row.get_reason_display()}”" if row.reason else ""
        found[row.exercise.slug].append(f"{row.user.name}{why}")
    return dict(found)


def never_of(user: User, *, reader: User) -> Sequence[ExerciseMark]:
    """The same with names and reasons, for whoever programs for this person."""
    marks = user.exercise_marks.never().on_what_is_seen_by(reader).select_related("exercise")
    return list(marks.order_by("exercise__name", "pk"))
