from datetime import date, timedelta

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsSignedIn
from fitapp.lib.api import Number, Strict
from training.api.parameters import TRAINEE
from training.periods import read_period
from training.whose import trainee_asked_for

FOUR_WEEKS = timedelta(days=27)  # and the last day
LONGEST = timedelta(days=366 * 10)


class PeriodQuery(Strict):
    trainee = serializers.CharField(required=False)

    def get_fields(self):
        days = {name: serializers.DateField(required=False) for name in ("from", "to")}
        return {**super().get_fields(), **days}

    def validate(self, attrs):
        attrs.setdefault("to", self.context["today"])
        attrs.setdefault("from", attrs["to"] - FOUR_WEEKS)
        if attrs["to"] < attrs["from"]:
            raise serializers.ValidationError({"to": ["This is before the first day."]})
        if attrs["to"] - attrs["from"] > LONGEST:
            raise serializers.ValidationError({"to": ["Choose ten years at most."]})
        return attrs


class DaySerializer(serializers.Serializer):
    day = serializers.DateField()
    sessions = serializers.IntegerField()
    sets = serializers.IntegerField()
    volume_kg = Number(max_digits=12, decimal_places=3)


class TrainedSerializer(serializers.Serializer):
    exercise = serializers.CharField(source="slug")
    name = serializers.CharField()
    sets = serializers.IntegerField()
    volume_kg = Number(max_digits=12, decimal_places=3)
    e1rm_kg = Number(max_digits=7, decimal_places=3, allow_null=True)


class MuscleSetsSerializer(serializers.Serializer):
    muscle = serializers.CharField()
    sets = Number(max_digits=8, decimal_places=2)


class StatisticsSerializer(serializers.Serializer):
    """Working sets of a period. Days, exercises and muscles are those that were trained."""

    sessions = serializers.SerializerMethodField()
    sets = serializers.IntegerField()
    volume_kg = Number(max_digits=12, decimal_places=3)
    duration_s = serializers.IntegerField()
    days = serializers.SerializerMethodField()
    exercises = TrainedSerializer(many=True, help_text="The most trained first.")
    muscles = serializers.SerializerMethodField()

    def get_sessions(self, period) -> int:
        return len(period.sessions)

    @extend_schema_field(DaySerializer(many=True))
    def get_days(self, period):
        rows = [
            {
                "day": day,
                "sessions": len(one.sessions),
                "sets": one.sets,
                "volume_kg": one.volume_kg,
            }
            for day, one in sorted(period.days.items())
        ]
        return DaySerializer(rows, many=True).data

    @extend_schema_field(MuscleSetsSerializer(many=True))
    def get_muscles(self, period):
        rows = [{"muscle": muscle, "sets": sets} for muscle, sets in period.muscles.items()]
        return MuscleSetsSerializer(rows, many=True).data


class StatisticsView(APIView):
    """What training between two days added up to. Compare two periods by asking twice."""

    permission_classes = [IsSignedIn]

    @extend_schema(
        parameters=[
            TRAINEE,
            OpenApiParameter("from", date, description="Four weeks unless told."),
            OpenApiParameter("to", date, description="Today unless told."),
        ],
        responses=StatisticsSerializer,
    )
    def get(self, request):
        trainee = trainee_asked_for(request)
        today = timezone.localdate(timezone=trainee.profile.zone)
        shape = PeriodQuery(data=request.query_params, context={"today": today})
        shape.is_valid(raise_exception=True)
        asked = shape.validated_data
        period = read_period(trainee_id=trainee.pk, first=asked["from"], last=asked["to"])
        return Response(StatisticsSerializer(period).data)
