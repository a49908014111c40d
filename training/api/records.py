from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets

from accounts.access import IsSignedIn
from fitapp.lib.api import ModelSerializer
from fitapp.lib.filters import Searched, YesNo
from training.api.parameters import TRAINEE
from training.models import Record
from training.whose import trainee_asked_for


class RecordSerializer(ModelSerializer):
    id = serializers.CharField(read_only=True)
    exercise = serializers.CharField(source="exercise.slug", read_only=True)
    exercise_name = serializers.CharField(source="exercise.name", read_only=True)
    session = serializers.CharField(source="session_id", read_only=True)
    set = serializers.CharField(source="set_id", read_only=True, allow_null=True)

    class Meta:
        model = Record
        fields = [
            *("id", "exercise", "exercise_name", "kind", "load_mode", "load_kg", "value"),
            *("session", "set", "achieved_at", "superseded_at"),
        ]
        read_only_fields = fields


class RecordFilter(filters.FilterSet):
    exercise = filters.CharFilter("exercise__slug")
    kind = filters.ChoiceFilter(choices=Record.Kind)
    standing = YesNo("superseded_at", lookup_expr="isnull")


@extend_schema_view(list=extend_schema(parameters=[TRAINEE]))
class RecordViewSet(Searched, mixins.ListModelMixin, viewsets.GenericViewSet):
    """Personal bests, newest first; `?standing=true` leaves those that nothing has beaten."""

    serializer_class = RecordSerializer
    permission_classes = [IsSignedIn]
    filterset_class = RecordFilter
    ordering = ("-achieved_at", "-pk")
    parameters = ("trainee",)
    search_fields = ("exercise__name",)
    ordering_fields = ["achieved_at"]
    queryset = Record.objects.none()

    def get_queryset(self):
        trainee = trainee_asked_for(self.request)
        return Record.objects.filter(trainee=trainee).select_related("exercise")
