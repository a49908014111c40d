from decimal import Decimal

from django.urls import reverse
from rest_framework import serializers

from fitapp.lib.api import ModelSerializer, Strict
from training.library import SHARES
from training.models import Exercise, Session, Set
from training.models.exercises import HTTPS
from training.taxonomy import Equipment, Muscle, Stress


class HttpsField(serializers.URLField):
    """The rule of the models, which serializers of models leave out."""

    def __init__(self, **kwargs):
        super().__init__(max_length=300, validators=[HTTPS], **kwargs)


class MistakeSerializer(Strict):
    mistake = serializers.CharField(max_length=200)
    fix = serializers.CharField(max_length=500)

    def validate(self, attrs):
        """Both, even where the exercise is changed in part: the list is replaced whole."""
        if missing := [name for name in self.fields if name not in attrs]:
            said = ["This field is required."]
            raise serializers.ValidationError(dict.fromkeys(missing, said))
        return attrs


class SharesField(serializers.DictField):
    """`{"quads": 1.0, "glutes": 0.5}`: how much of a hard set each muscle gets."""

    child = serializers.FloatField()

    def to_representation(self, value):
        return {row.muscle: float(row.share) for row in value.all()}

    def to_internal_value(self, data):
        shares = super().to_internal_value(data)
        wrong = {
            muscle: ["Choose a muscle of /muscles/ and a share of 1, 0.5 or 0.25."]
            for muscle, share in shares.items()
            if muscle not in Muscle.values or share not in SHARES or data[muscle] is True
        }
        if wrong:
            raise serializers.ValidationError(wrong)
        return {muscle: Decimal(str(share)) for muscle, share in shares.items()}


class GearField(serializers.MultipleChoiceField):
    """Codes of /equipment/: everything that is needed."""

    def __init__(self, **kwargs):
        super().__init__(choices=Equipment.choices, **kwargs)

    def to_representation(self, value):
        return [row.equipment for row in value.all()]


def sentences(most, longest):
    return serializers.ListField(
        child=serializers.CharField(max_length=longest), max_length=most, required=False
    )


class ExerciseSerializer(Strict, serializers.ModelSerializer):
    once = ("is_private",)

    id = serializers.CharField(source="slug", read_only=True)
    owner = serializers.CharField(source="owner_id", read_only=True, allow_null=True)
    is_private = serializers.BooleanField(required=False)
    pictogram = serializers.CharField(read_only=True, help_text="Empty where nothing is drawn.")
    picture = serializers.SerializerMethodField(help_text="Its address, or null.")
    video_url = HttpsField(required=False, allow_blank=True)
    aliases = sentences(10, 60)
    muscles = SharesField(required=False)
    equipment = GearField(required=False)
    steps = sentences(12, 500)
    cues = sentences(6, 120)
    mistakes = MistakeSerializer(many=True, required=False)
    stresses = serializers.ListField(
        child=serializers.ChoiceField(choices=Stress.choices), required=False
    )

    class Meta:
        model = Exercise
        fields = [
            *("id", "name", "aliases", "owner", "is_private", "family", "pattern", "mechanics"),
            *("level", "tracking", "unilateral", "muscles", "equipment", "steps", "cues"),
            *("mistakes", "stresses", "pictogram", "picture", "video_url"),
            *("is_staple", "retired_at"),
        ]
        read_only_fields = ["family", "pictogram", "is_staple", "retired_at"]

    def get_picture(self, exercise) -> str | None:
        if not exercise.picture:
            return None
        path = reverse("training:exercise-picture", args=[exercise.slug])
        return self.context["request"].build_absolute_uri(path)

    def to_representation(self, instance):
        private = instance.origin == Exercise.Origin.PRIVATE
        fields = super().to_representation(instance)
        return {**fields, "is_private": private}


class SubstituteSerializer(ExerciseSerializer):
    """An exercise that stands in for another, and what speaks for it and against it."""

    reason = serializers.CharField(read_only=True, default="")
    why_not = serializers.CharField(
        read_only=True, default="", help_text="Empty where this person can do it."
    )

    class Meta(ExerciseSerializer.Meta):
        fields = [*ExerciseSerializer.Meta.fields, "reason", "why_not"]

    def to_representation(self, offer):
        said = {"reason": offer.reason, "why_not": offer.why_not}
        return {**super().to_representation(offer.exercise), **said}


class WorkingSetSerializer(ModelSerializer):
    id = serializers.CharField(read_only=True)

    class Meta:
        model = Set
        fields = [
            *("id", "kind", "side", "load_mode", "load_kg", "reps", "duration_s", "distance_m"),
            *("rpe", "completed_at"),
        ]
        read_only_fields = fields


class OutingSerializer(serializers.ModelSerializer):
    session = serializers.CharField(source="pk", read_only=True)
    sets = WorkingSetSerializer(source="working_sets", many=True, read_only=True)

    class Meta:
        model = Session
        fields = ["session", "name", "day", "started_at", "finished_at", "sets"]
        read_only_fields = fields
