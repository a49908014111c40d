"""The shape of what a gym has. Every wrong place is named, unknown fields are refused."""

from decimal import Decimal
from typing import Any, Final

from rest_framework import serializers

from fitapp.lib.api import Number, Strict
from fitapp.lib.units import LoadUnit
from training.gym import BARS, MACHINES

MOST_STEPS: Final = 400


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
