"""Changing one planned workout without touching the program it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from rest_framework.exceptions import ValidationError

from training.documents.reading import number
from training.documents.serializers import WorkoutDocument
from training.models import Exercise, PlannedSession
from training.planning import move


@transaction.atomic
def change(
    *,
    planned: PlannedSession,
    at: datetime,
    date: date | None = None,
    others: bool = False,
    document: Mapping[str, Any] | None = None,
    skipped: bool = False,
) -> None:
    """Several changes at once, all or none: another workout, another day, or left out."""
    if document is not None:
        customise(planned=planned, document=document, at=at)
    if date is not None:
        move(planned=planned, to=date, others=others, at=at)
    if skipped:
        planned.skip(at=at)


def customise(*, planned: PlannedSession, document: Mapping[str, Any], at: datetime) -> None:
    """Make it say what `document`, a workout, says. Raises ValidationError, WorkoutAlreadyBegun.

    It may use what the trainee can see, and what it used before.
    """
    shape = WorkoutDocument(data=document)
    shape.is_valid(raise_exception=True)
    checked = _plain(shape.validated_data)
    names = _names(planned, [item["exercise"] for item in _items(checked)])
    for item in _items(checked):
        item["name"] = names[item["exercise"]]
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
