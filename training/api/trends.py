"""How an exercise went over time, as an answer of the API: kilograms, reps, seconds and metres."""

from rest_framework import serializers

from fitapp.lib.api import Number, Strict
from training.trends import Of

UNITS = {Of.REPS: "reps", Of.TIME: "s", Of.DISTANCE: "m"}


class TrendQuery(Strict):
    of = serializers.ChoiceField(Of.choices, default=Of.E1RM)
    load_kg = Number(
        max_digits=7,
        decimal_places=3,
        default=None,
        help_text="Only reps done with this load; help taken off bodyweight is below 0.",
    )
    trainee = serializers.CharField(required=False)


class MomentSerializer(serializers.Serializer):
    day = serializers.DateField()
    value = Number(max_digits=12, decimal_places=3)
    load_kg = Number(max_digits=7, decimal_places=3, allow_null=True)
    reps = serializers.IntegerField(allow_null=True)
    sets = serializers.IntegerField(help_text="How many it adds up.")
    is_best = serializers.BooleanField(help_text="Better than every day before.")


class TrendSerializer(serializers.Serializer):
    of = serializers.ChoiceField(Of.choices)
    unit = serializers.ChoiceField(["kg", "reps", "s", "m"])
    points = MomentSerializer(many=True)


def trend_of(trends, query):
    """`trends` as the query asks for them."""
    shape = TrendQuery(data=query)
    shape.is_valid(raise_exception=True)
    of = Of(shape.validated_data["of"])
    moments = trends.of(of, load_kg=shape.validated_data["load_kg"])
    return TrendSerializer({"of": of, "unit": UNITS.get(of, "kg"), "points": moments}).data
