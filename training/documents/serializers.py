"""The shape of a program document. Every wrong place is named, unknown fields are refused."""

from typing import Any

from rest_framework import serializers

from fitapp.lib.api import Id, Number, Strict
from fitapp.lib.units import LoadUnit
from training.documents.reading import FAST
from training.models import Group, Item, LoadKind, ProgressionRule, SetKind, Side
from training.models.programs import Goal
from training.taxonomy import Level
from training.wording import WEIGHED

MAX_WEEKS = 104
MAX_SETS = 5000
PER_CENT = {LoadKind.PERCENT_1RM, LoadKind.PERCENT_TOP}


def whole(lowest: int, highest: int) -> serializers.IntegerField:
    """A whole number that may be left out."""
    return serializers.IntegerField(
        min_value=lowest, max_value=highest, allow_null=True, default=None
    )


def decimal(digits: int, places: int, lowest: float, highest: float) -> Number:
    """A number with decimals that may be left out."""
    return Number(
        max_digits=digits,
        decimal_places=places,
        min_value=lowest,
        max_value=highest,
        allow_null=True,
        default=None,
    )


def text(length: int) -> serializers.CharField:
    return serializers.CharField(max_length=length, allow_blank=True, default="")


class SetDocument(Strict):
    kind = serializers.ChoiceField(SetKind.choices, default=SetKind.WORK)
    side = serializers.ChoiceField(Side.choices, default=Side.BOTH)
    reps_min = whole(0, 1000)
    reps_max = whole(0, 1000)
    duration_s = whole(1, 86_400)
    distance_m = decimal(9, 2, 0, 1_000_000)
    load_kind = serializers.ChoiceField(LoadKind.choices, default=LoadKind.NONE)
    load_kg = decimal(7, 3, -500, 2000)
    load_unit = serializers.ChoiceField(LoadUnit.choices, default=LoadUnit.KG)
    load_percent = decimal(5, 2, 0, 200)
    rpe = decimal(3, 1, 1, 10)
    rest_s = whole(0, 3600)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        errors = {}
        lowest, highest = attrs["reps_min"], attrs["reps_max"]
        if lowest is not None and highest is not None and highest < lowest:
            errors["reps_max"] = [f"The most reps cannot be fewer than the least, {lowest}."]
        kind, load = attrs["load_kind"], attrs["load_kg"]
        if kind == LoadKind.ABSOLUTE and load is None:
            errors["load_kg"] = ["Say how heavy, or choose another way to say it."]
        elif kind != LoadKind.BODYWEIGHT and load is not None and load < 0:
            errors["load_kg"] = ["Only bodyweight can be made lighter."]
        if kind in PER_CENT and not attrs["load_percent"]:
            errors["load_percent"] = ["Say how many per cent."]
        if kind == LoadKind.RPE and attrs["rpe"] is None:
            errors["rpe"] = ["Say how hard it should feel, from 1 to 10."]
        if errors:
            raise serializers.ValidationError(errors)
        return attrs


class RuleDocument(Strict):
    axis = serializers.ChoiceField(ProgressionRule.Axis.choices)
    step = Number(max_digits=6, decimal_places=2, min_value=0, max_value=1000)
    when = serializers.ChoiceField(
        ProgressionRule.When.choices, default=ProgressionRule.When.ALL_SETS
    )
    max_rpe = decimal(3, 1, 1, 10)
    ceiling = decimal(7, 2, 0, 20_000)
    on_ceiling = serializers.ChoiceField(
        ProgressionRule.OnCeiling.choices, default=ProgressionRule.OnCeiling.STOP
    )
    on_fail = serializers.ChoiceField(
        ProgressionRule.OnFail.choices, default=ProgressionRule.OnFail.HOLD
    )
    fail_after = serializers.IntegerField(
        min_value=1, max_value=5, default=2, help_text="Misses in a row that take some off."
    )
    fail_percent = serializers.IntegerField(
        min_value=1, max_value=50, default=10, help_text="How much they take off."
    )
    wave = serializers.ListField(
        child=Number(max_digits=4, decimal_places=1, min_value=-100, max_value=100),
        max_length=12,
        default=list,
        help_text="For a training max: points added to the percentages, cycle by cycle. With the "
        "next wave the training max moves.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        errors = {}
        if attrs["step"] <= 0:
            errors["step"] = ["A step goes forward."]
        if attrs["axis"] not in WEIGHED:
            for field in ("step", "ceiling"):
                if attrs[field] is not None and attrs[field] % 1:
                    errors[field] = ["Reps, sets and seconds are whole numbers."]
        if errors:
            raise serializers.ValidationError(errors)
        return attrs


class TempoSeconds(serializers.IntegerField):
    """Seconds, or X where there is no counting."""

    def to_internal_value(self, data: Any) -> int | str:
        return FAST if data == FAST else super().to_internal_value(data)

    def run_validators(self, value: Any) -> None:
        if value != FAST:
            super().run_validators(value)

    def to_representation(self, value: Any) -> int | str:
        return FAST if value == FAST else super().to_representation(value)


class TempoField(serializers.ListField):
    """Four numbers; the third may be an X."""

    child = TempoSeconds(min_value=0, max_value=60)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        tempo = super().run_validation(data)
        if tempo and FAST in (tempo[0], tempo[1], tempo[3]):
            raise serializers.ValidationError(["Only the way up can be as fast as it goes, an X."])
        return tempo


class VideoField(serializers.URLField):
    """A page with a video, on the web and encrypted."""

    def __init__(self) -> None:
        super().__init__(max_length=300, allow_blank=True, default="")

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if not value.startswith("https://"):
            raise serializers.ValidationError(["A link begins with https://."])


class ItemDocument(Strict):
    exercise = serializers.CharField(max_length=80)
    name = serializers.CharField(required=False, allow_blank=True, help_text="Read only.")
    tempo = TempoField(
        min_length=4,
        max_length=4,
        allow_null=True,
        default=None,
        help_text="Seconds down, at the bottom, up (or X: as fast as it goes), at the top.",
    )
    notes = text(1000)
    video_url = VideoField()
    warm_up = serializers.ChoiceField(Item.WarmUp.choices, default=Item.WarmUp.NONE)
    wave = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_WEEKS * 7,
        help_text="Of a planned workout: the cycle in which its wave of percentages began.",
    )
    progression = RuleDocument(many=True, max_length=6, default=list)
    sets = SetDocument(many=True, max_length=30, default=list)


class GroupDocument(Strict):
    kind = serializers.ChoiceField(Group.Kind.choices, default=Group.Kind.STRAIGHT)
    rounds = whole(1, 100)
    rest_s = whole(0, 3600)
    interval_s = whole(1, 3600)
    time_cap_s = whole(1, 14_400)
    items = ItemDocument(many=True, allow_empty=False, max_length=10)


class WorkoutDocument(Strict):
    name = serializers.CharField(max_length=80)
    day = serializers.IntegerField(min_value=1, max_value=28, default=1)
    notes = text(2000)
    groups = GroupDocument(many=True, max_length=30, default=list)


class BlockDocument(Strict):
    name = serializers.CharField(max_length=80)
    cycles = serializers.IntegerField(min_value=1, max_value=52, default=1)
    cycle_days = serializers.IntegerField(min_value=1, max_value=28, default=7)
    workouts = WorkoutDocument(many=True, max_length=28, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        last = attrs["cycle_days"]
        late = {
            str(place): {"day": [f"This cycle has {last} days."]}
            for place, workout in enumerate(attrs["workouts"])
            if workout["day"] > last
        }
        if late:
            raise serializers.ValidationError({"workouts": late})
        return attrs


class ProgramDocument(Strict):
    id = Id(required=False)
    version = serializers.IntegerField(
        required=False, help_text="The number that was read. Another one since: 409."
    )
    updated_at = serializers.DateTimeField(
        required=False, help_text="As it was read. Saved by somebody since: 409."
    )
    name = serializers.CharField(max_length=100)
    summary = text(2000)
    goal = serializers.ChoiceField(Goal.choices, default=Goal.GENERAL)
    level = serializers.ChoiceField(Level.choices, default=Level.BEGINNER)
    is_public = serializers.BooleanField(default=False)
    blocks = BlockDocument(many=True, max_length=26, default=list)

    def validate_blocks(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if sum(block["cycles"] * block["cycle_days"] for block in blocks) > MAX_WEEKS * 7:
            raise serializers.ValidationError(f"A program is at most {MAX_WEEKS} weeks long.")
        if sum(len(item["sets"]) for item in items_of(blocks)) > MAX_SETS:
            raise serializers.ValidationError(f"A program holds at most {MAX_SETS} sets.")
        return blocks


def items_of(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        item
        for block in blocks
        for workout in block["workouts"]
        for group in workout["groups"]
        for item in group["items"]
    ]
