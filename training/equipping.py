"""Writing down what a gym has. What is written is checked here, whatever the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from rest_framework import serializers

from accounts.models import User
from fitapp.lib.api import Number, Strict
from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken, uuid7
from fitapp.lib.units import LoadUnit
from training.documents.reading import number
from training.gym import BARS, MACHINES
from training.models import Gym
from training.models.gyms import STOCK

SAID: Final = ("name", *STOCK)
MOST_GYMS: Final = 10
MOST_STEPS: Final = 400


class TooManyGyms(Refused):
    pass


def _weight() -> Number:
    return Number(max_digits=6, decimal_places=3, min_value=Decimal("0.1"), max_value=500)


class WeightDocument(Strict):
    weight = _weight()
    unit = serializers.ChoiceField(LoadUnit.choices, default=LoadUnit.KG)


class PlateDocument(WeightDocument):
    count = serializers.IntegerField(
        min_value=1, max_value=40, help_text="How many there are altogether."
    )


class BarDocument(WeightDocument):
    kind = serializers.ChoiceField([(bar.value, bar.label) for bar in BARS])


class MachineDocument(Strict):
    kind = serializers.ChoiceField([(one.value, one.label) for one in MACHINES])
    start = Number(max_digits=6, decimal_places=3, min_value=0, max_value=500)
    step = _weight()
    most = Number(max_digits=6, decimal_places=3, min_value=0, max_value=999)
    unit = serializers.ChoiceField(LoadUnit.choices, default=LoadUnit.KG)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["start"] <= attrs["most"]:
            raise serializers.ValidationError(
                {"most": ["The heaviest cannot be lighter than the lightest."]}
            )
        if (attrs["most"] - attrs["start"]) / attrs["step"] > MOST_STEPS:
            raise serializers.ValidationError({"step": [f"More than {MOST_STEPS} steps."]})
        return attrs


class GymDocument(Strict):
    """What a gym has. A list that is left out stays as it is, or is empty in a new gym."""

    name = serializers.CharField(max_length=60)
    bars = BarDocument(many=True, max_length=12, required=False)
    plates = PlateDocument(many=True, max_length=24, required=False)
    dumbbells = WeightDocument(many=True, max_length=80, required=False)
    kettlebells = WeightDocument(many=True, max_length=40, required=False)
    machines = MachineDocument(many=True, max_length=len(MACHINES), required=False)

    def validate_machines(self, machines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kinds = [one["kind"] for one in machines]
        if len(set(kinds)) < len(kinds):
            raise serializers.ValidationError("One row for each kind of machine.")
        return machines


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
