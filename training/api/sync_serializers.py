"""What a phone sends after it had no signal, and what it is answered."""

from datetime import UTC, datetime

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fitapp.lib.api import Id, Number, PastMoment, Strict
from training.api.sessions import SessionSerializer
from training.api.set_serializers import ItemSerializer, SetSerializer, SetWriteSerializer
from training.models import Tombstone
from training.syncing.edits import Edit, Outcome

MOST = 500
PLACE = {"required": False, "min_value": 0, "max_value": 500}
ABOUT = ("id", "trainee", "edited_at")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "date-time"},
            {
                "type": "object",
                "additionalProperties": {"type": "string", "format": "date-time"},
            },
        ],
        "description": "When this was said: one moment, or one for each field. A moment ahead of "
        "the server's is taken as now, and so is none.",
    }
)
class EditedAt(serializers.Field):
    """One moment, or {field: moment}."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            return {str(name): self._moment(value) for name, value in data.items()}
        return self._moment(data)

    def _moment(self, value):
        moment = serializers.DateTimeField().to_internal_value(value)
        if moment < PastMoment.EARLIEST:
            raise serializers.ValidationError("This lies before 1970.")
        return moment.astimezone(UTC)


class Entry(Strict):
    """What one device says about one row: its id, the fields that were changed, and when."""

    id = Id()
    edited_at = EditedAt(required=False)

    def validate_edited_at(self, value):
        unknown = set(value) - set(self.initial_data) if isinstance(value, dict) else set()
        if unknown:
            raise serializers.ValidationError(f"Nothing is said about {sorted(unknown)[0]}.")
        return value

    def edit(self, *, now: datetime) -> Edit:
        self.is_valid(raise_exception=True)
        said = {name: value for name, value in self.validated_data.items() if name not in ABOUT}
        told = self.validated_data.get("edited_at", now)
        times = told if isinstance(told, dict) else dict.fromkeys(said, told)
        return Edit(
            id=self.validated_data["id"],
            said=said,
            times={name: min(times.get(name, now), now) for name in said},
        )


class SessionEntry(Entry):
    trainee = serializers.CharField(required=False)
    planned = Id(required=False, allow_null=True)
    name = serializers.CharField(max_length=80, required=False)
    started_at = PastMoment(required=False)
    finished_at = PastMoment(required=False, allow_null=True)
    rpe = Number(
        max_digits=3, decimal_places=1, min_value=1, max_value=10, required=False, allow_null=True
    )
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)

    def validate_trainee(self, value):
        if value != str(self.context["trainee"].pk):
            raise serializers.ValidationError("A phone syncs its own person.")
        return value


class ItemEntry(Entry):
    session = Id(required=False)
    exercise = serializers.SlugField(
        max_length=80, required=False, help_text="Another one than before is a swap."
    )
    position = serializers.IntegerField(**PLACE)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    skipped_at = PastMoment(required=False, allow_null=True)


class SetEntry(Entry, SetWriteSerializer):
    id = Id()
    session = Id(required=False)
    position = serializers.IntegerField(**PLACE)
    target_load_kg = Number(
        max_digits=7, decimal_places=3, min_value=0, max_value=2000, required=False,
        help_text="What is meant, of a set that is new.",
    )  # fmt: skip
    target_reps = serializers.IntegerField(required=False, min_value=1, max_value=1000)


class DeletedEntry(Strict):
    type = serializers.ChoiceField(Tombstone.Kind.choices)
    id = Id()
    deleted_at = EditedAt(required=False)

    def validate_deleted_at(self, value):
        if isinstance(value, dict):
            raise serializers.ValidationError("Say one moment.")
        return min(value, timezone.now())


def entries_of(shape):
    """Read one by one, so that one that is wrong leaves the others be."""
    field = serializers.ListField(child=serializers.DictField(), max_length=MOST, default=list)
    return extend_schema_field(shape(many=True))(field)


class SyncSerializer(Strict):
    sessions = entries_of(SessionEntry)
    items = entries_of(ItemEntry)
    sets = entries_of(SetEntry)
    deleted = entries_of(DeletedEntry)


class ConflictSerializer(serializers.Serializer):
    """Something else is kept, because it was said later."""

    field = serializers.CharField()
    yours = serializers.JSONField(allow_null=True)
    kept = serializers.JSONField(allow_null=True)
    edited_at = serializers.DateTimeField(allow_null=True)


class OutcomeSerializer(serializers.Serializer):
    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(Outcome.choices)
    conflicts = ConflictSerializer(many=True)
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class SessionOutcome(OutcomeSerializer):
    row = SessionSerializer(allow_null=True)


class ItemOutcome(OutcomeSerializer):
    row = ItemSerializer(allow_null=True)


class BestSerializer(serializers.Serializer):
    exercise = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.CharField()
    label = serializers.CharField()
    before = serializers.CharField()
    by = serializers.CharField()


class SetOutcome(OutcomeSerializer):
    row = SetSerializer(allow_null=True)
    bests = BestSerializer(many=True, required=False)


class DeletedOutcome(OutcomeSerializer):
    row = serializers.JSONField(
        allow_null=True, help_text="What is still there, because it was edited later."
    )


class SyncedSerializer(serializers.Serializer):
    sessions = SessionOutcome(many=True)
    items = ItemOutcome(many=True)
    sets = SetOutcome(many=True)
    deleted = DeletedOutcome(many=True)
