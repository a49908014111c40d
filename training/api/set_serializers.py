"""Sets, exercises of a session and comments, as the API writes and reads them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fitapp.lib.api import Id, ModelSerializer, Number, PastMoment, Strict
from fitapp.lib.units import LoadUnit
from training.models import Comment, LoadMode, SessionItem, Set, SetKind, Side

TARGETS = (
    "target_reps_min",
    "target_reps_max",
    "target_load_kg",
    "target_rpe",
    "target_duration_s",
    "target_distance_m",
)


class SetSerializer(ModelSerializer):
    id = serializers.CharField(read_only=True)
    session = serializers.CharField(source="session_id", read_only=True)
    item = serializers.CharField(source="item_id", read_only=True)
    exercise = serializers.SerializerMethodField()

    class Meta:
        model = Set
        fields = [
            *("id", "session", "item", "exercise", "position", "kind", "side"),
            *TARGETS,
            *("load_mode", "load_kg", "entered_load", "entered_unit", "reps", "duration_s"),
            *("distance_m", "rpe", "completed_at"),
        ]
        read_only_fields = fields

    def get_exercise(self, row) -> str | None:
        return row.exercise.slug if row.exercise else None


class SetWriteSerializer(Strict):
    """One set. With a figure it is done; without any it is one more to do.

    A load is `load_kg`, or `entered_load` in `entered_unit`. `completed_at: null` takes it back.
    """

    once = ("id", "item", "exercise")

    id = Id(required=False)
    item = Id(required=False, help_text="The exercise of the session.")
    exercise = serializers.SlugField(
        required=False, max_length=80, help_text="Instead of item: added where it is not there."
    )
    kind = serializers.ChoiceField(SetKind.choices, required=False)
    side = serializers.ChoiceField(Side.choices, required=False)
    load_mode = serializers.ChoiceField(LoadMode.choices, required=False)
    load_kg = Number(max_digits=7, decimal_places=3, required=False, allow_null=True)
    entered_load = Number(max_digits=7, decimal_places=2, required=False, allow_null=True)
    entered_unit = serializers.ChoiceField(LoadUnit.choices, required=False)
    reps = serializers.IntegerField(required=False, allow_null=True)
    duration_s = serializers.IntegerField(required=False, allow_null=True)
    distance_m = Number(max_digits=9, decimal_places=2, required=False, allow_null=True)
    rpe = Number(max_digits=3, decimal_places=1, required=False, allow_null=True)
    completed_at = PastMoment(required=False, allow_null=True)

    def validate(self, attrs):
        if attrs.get("entered_load") is not None and not attrs.get("entered_unit"):
            raise serializers.ValidationError({"entered_unit": ["Say kg or lb."]})
        return attrs


class ItemSerializer(serializers.ModelSerializer):
    """One exercise of a session with its sets."""

    id = serializers.CharField(read_only=True)
    exercise = serializers.SerializerMethodField()
    planned_exercise = serializers.SerializerMethodField()
    sets = serializers.SerializerMethodField()

    class Meta:
        model = SessionItem
        fields = [
            *("id", "position", "exercise", "name", "tracking", "group", "group_kind", "cue"),
            *("video_url", "reason", "tempo", "rest_s", "note", "planned_exercise", "skipped_at"),
            "sets",
        ]
        read_only_fields = fields

    def get_exercise(self, item) -> str | None:
        return item.exercise.slug if item.exercise else None

    def get_planned_exercise(self, item) -> str | None:
        return item.planned_exercise.slug if item.planned_exercise else None

    @extend_schema_field(SetSerializer(many=True))
    def get_sets(self, item):
        rows = sorted(item.sets.all(), key=lambda row: (row.position, row.pk))
        return SetSerializer(rows, many=True).data


class NewItemSerializer(Strict):
    id = Id(required=False)
    exercise = serializers.SlugField(max_length=80)


class SwapSerializer(Strict):
    exercise = serializers.SlugField(max_length=80)


class ItemChangeSerializer(Strict):
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    position = serializers.IntegerField(required=False, min_value=0, max_value=500)


class CommentSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    author = serializers.CharField(source="author_id", read_only=True)
    author_name = serializers.CharField(source="author.name", read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "author", "author_name", "text", "created_at"]
        read_only_fields = ["created_at"]
