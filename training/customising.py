"""Changing one planned workout without touching the program it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from rest_framework.exceptions import ValidationError

from fitapp.lib.stale import Stale
from training.documents.reading import number
from training.documents.serializers import WorkoutDocument
from training.models import Exercise, PlannedSession
from training.planning import move


class WorkoutHasChanged(Stale):
    """Its `theirs` is the workout; the revision is read with the planned session."""


@transaction.atomic
def change(
    *,
    planned: PlannedSession,
    at: datetime,
    date: date | None = None,
    others: bool = False,
    document: Mapping[str, Any] | None = None,
    revision: str | None = None,
    skipped: bool = False,
) -> None:
    """Several changes at once, all or none: another workout, another day, or left out.

    A day and whether it is left out are facts of their own: who says them last is right. A workout
    is replaced whole, so `revision` says which one was read.
    """
    if document is not None:
        customise(planned=planned, document=document, at=at, revision=revision)
    if date is not None:
        move(planned=planned, to=date, others=others, at=at)
    if skipped:
        planned.skip(at=at)


@transaction.atomic
def customise(
    *,
    planned: PlannedSession,
    document: Mapping[str, Any],
    at: datetime,
    revision: str | None = None,
) -> None:
    """Make it say what `document`, a workout, says. Raises ValidationError, WorkoutAlreadyBegun,
    WorkoutHasChanged.

    It may use what the trainee can see, and what it used before.
    """
    planned.take()
    shape = WorkoutDocument(data=document)
    shape.is_valid(raise_exception=True)
    checked = _plain(shape.validated_data)
    names = _names(planned, [item["exercise"] for item in _items(checked)])
    for item in _items(checked):
        item["name"] = names[item["exercise"]]
    if revision not in (None, planned.revision) and checked != planned.document:
        raise WorkoutHasChanged(
            "Somebody changed this workout since you opened it. Nothing of yours was saved.",
            yours=checked,
            theirs=planned.document,
            changed_by=None,
            changed_at=planned.customised_at,
        )
    planned.customise(document=checked, at=at)


def _names(planned: PlannedSession, slugs: list[str]) -> dict[str, str]:
    seen = Exercise.objects.visible_to(planned.trainee).filter(slug__in=slugs)
    names = {item["exercise"]: item.get("name", "") for item in _items(planned.document)}
    names |= dict(seen.values_list("slug", "name"))
    if unknown := sorted(set(slugs) - set(names)):
        raise ValidationError({"groups": [f"There is no exercise “{slug}”." for slug in unknown]})
    return names


def _items(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [item for group in document["groups"] for item in group["items"]]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return number(value)
