from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import IsSignedIn
from fitapp.lib.api import PROBLEM_JSON, STALE, CanEdit, ProblemSerializer, Strict
from fitapp.lib.filters import Searched
from fitapp.lib.stale import NotSaidWhatWasRead
from training import planning
from training.api.parameters import TRAINEE
from training.customising import change
from training.logbook import start_planned
from training.models import PlannedSession
from training.whose import trainee_asked_for


class PlannedSessionSerializer(Strict, serializers.ModelSerializer):
    assignment = serializers.UUIDField(source="assignment_id", read_only=True)
    trainee = serializers.CharField(source="trainee_id", read_only=True)
    program_name = serializers.CharField(source="assignment.program_name", read_only=True)
    status = serializers.ChoiceField(
        ["planned", "under_way", "done", "skipped", "missed"], read_only=True
    )
    session = serializers.SerializerMethodField()
    revision = serializers.CharField(help_text="Another one whenever the document changes.")

    class Meta:
        model = PlannedSession
        fields = [
            *("id", "assignment", "trainee", "program_name", "block_name", "cycle", "name"),
            *("date", "status", "session", "document", "revision", "moved_at", "customised_at"),
            *("skipped_at", "missed_at"),
        ]
        read_only_fields = fields

    def get_session(self, planned) -> str | None:
        session = getattr(planned, "session", None)
        return str(session.pk) if session else None


class PlannedSessionChangeSerializer(Strict):
    """Another day, another document, or to be skipped; one of these at a time, or several."""

    date = serializers.DateField(required=False)
    others = serializers.BooleanField(
        default=False, help_text="With a date: the later ones keep their distance to it."
    )
    document = serializers.JSONField(required=False)
    revision = serializers.CharField(
        required=False, max_length=64, help_text="With a document: the one that was read."
    )
    skipped = serializers.BooleanField(required=False)

    def validate_document(self, document):
        if not isinstance(document, dict):
            raise serializers.ValidationError("A workout is an object.")
        return document

    def validate(self, attrs):
        if attrs.get("skipped") is False:
            raise serializers.ValidationError(
                {"skipped": ["To plan it again, send the date it is planned for."]}
            )
        if attrs.get("skipped") and "date" in attrs:
            raise serializers.ValidationError({"skipped": ["Either skip it or move it."]})
        return attrs


class StartedSerializer(serializers.Serializer):
    """The session that was begun; read it at sessions/{id}/."""

    session = serializers.CharField()


Days = type(  # "from" cannot be written as an attribute
    "Days",
    (filters.FilterSet,),
    {
        "from": filters.DateFilter("date", lookup_expr="gte"),
        "to": filters.DateFilter("date", lookup_expr="lte"),
        "assignment": filters.UUIDFilter("assignment_id"),
    },
)


@extend_schema_view(
    list=extend_schema(parameters=[TRAINEE]),
    partial_update=extend_schema(
        request=PlannedSessionChangeSerializer,
        responses={
            200: PlannedSessionSerializer,
            **STALE,
            (428, PROBLEM_JSON): ProblemSerializer,
        },
    ),
)
class PlannedSessionViewSet(
    Searched, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """What is meant for which day."""

    serializer_class = PlannedSessionSerializer
    permission_classes = [IsSignedIn, CanEdit]
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = PlannedSession.objects.none()
    ordering = ("date", "pk")
    parameters = ("trainee",)
    search_fields = ("name", "block_name", "assignment__program_name")
    ordering_fields = ("date",)
    filterset_class = Days

    def get_queryset(self):
        rows = PlannedSession.objects.visible_to(self.request.user)
        if self.action == "list":
            trainee = trainee_asked_for(self.request)
            planning.catch_up(at=timezone.now(), trainee_ids=[trainee.pk])
            rows = PlannedSession.objects.filter(trainee=trainee)
        return rows.select_related("assignment", "session", "trainee__profile")

    def get_object(self):
        planned = super().get_object()
        planning.catch_up(at=timezone.now(), trainee_ids=[planned.trainee_id])
        planned.refresh_from_db(fields=["date", "missed_at"])
        return planned

    def partial_update(self, request, pk):
        planned = self.get_object()
        shape = PlannedSessionChangeSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        if "document" in shape.validated_data and "revision" not in shape.validated_data:
            raise NotSaidWhatWasRead("Send the revision of the document that you read.")
        change(planned=planned, at=timezone.now(), **shape.validated_data)
        return Response(self.get_serializer(planned).data)

    @extend_schema(request=None, responses={201: StartedSerializer, 200: StartedSerializer})
    @action(detail=True, methods=["post"])
    def start(self, request, pk):
        planned = self.get_object()
        is_new = getattr(planned, "session", None) is None
        session = start_planned(planned=planned, by=request.user, at=timezone.now())
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response({"session": str(session.pk)}, status=code)
