"""Writing down what a gym has. What is written is checked here, whatever the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken, uuid7
from training.documents.reading import number
from training.equipping.serializers import GymDocument
from training.models import Gym
from training.models.gyms import STOCK

SAID: Final = ("name", *STOCK)
MOST_GYMS: Final = 10


class TooManyGyms(Refused):
    pass


@transaction.atomic
def add_gym(
    *,
    owner: User,
    document: Mapping[str, Any],
    at: datetime,
    id: UUID | None = None,
    in_use: bool = True,
) -> Gym:
    """Another gym, used from now on unless told. Sent twice, it is one. Raises ValidationError,
    TooManyGyms, IdTaken."""
    checked = _check(document)
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    known = Gym.objects.filter(pk=id).first() if id else None
    if known is not None:
        if known.owner_id != owner.pk:
            raise IdTaken
        return known
    if owner.gyms.count() >= MOST_GYMS:
        raise TooManyGyms(f"Up to {MOST_GYMS} gyms. Change or delete one of them.")
    made = Gym.objects.create(id=id or uuid7(), owner=owner, created_at=at, **checked)
    if in_use:
        made.use(at=at)
    return made


@transaction.atomic
def change_gym(
    *, gym: Gym, document: Mapping[str, Any], at: datetime, in_use: bool | None = None
) -> None:
    """Write down what it has now, and whether one trains there; what is left out stays. Raises
    ValidationError."""
    has = {name: getattr(gym, name) for name in SAID}
    for name, value in _check({**has, **document}).items():
        setattr(gym, name, value)
    gym.save(update_fields=SAID)
    if in_use is not None:
        gym.use(at=at) if in_use else gym.leave()


@transaction.atomic
def delete_gym(*, gym: Gym, at: datetime) -> None:
    """Its oldest neighbour is used instead."""
    owner_id, was_in_use = gym.owner_id, gym.is_in_use
    Gym.objects.filter(pk=gym.pk).delete()
    left = Gym.objects.filter(owner_id=owner_id).oldest_first().first()
    if was_in_use and left is not None:
        left.use(at=at)


def _check(document: Mapping[str, Any]) -> dict[str, Any]:
    shape = GymDocument(data=document)
    shape.is_valid(raise_exception=True)
    return {name: _plain(value) for name, value in shape.validated_data.items()}


def _plain(value: Any) -> Any:
    """As JSON keeps it, heaviest things of each kind last."""
    if not isinstance(value, list):
        return value
    rows = [{name: number(inner) for name, inner in row.items()} for row in value]
    return sorted(rows, key=lambda row: (row["unit"], row.get("weight", 0)))
