from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from accounts.access import IsSignedIn
from fitapp.lib.api import CanEdit, Id, Number, PastMoment, Strict
from fitapp.lib.filters import Searched, YesNo
from training import logbook
from training.api.parameters import TRAINEE
from training.api.planned_sessions import PlannedSessionSerializer
from training.api.set_serializers import ItemSerializer
from training.api.writing import change_session, write_new_session
from training.documents import read_document
from training.documents.serializers import ProgramDocument
from training.models import Session, SessionItem, Set
from training.repeating import plan_again, repeat_session, save_as_program
from training.views.exports import export_of, fit_of
from training.whose import trainee_asked_for, trainee_named


class SessionSerializer(Strict, serializers.ModelSerializer):
    once = ("id", "trainee", "planned")

    id = Id(required=False)
    trainee = serializers.CharField(source="trainee_id", required=False)
    planned = Id(source="planned_id", required=False, allow_null=True)
    logged_by = serializers.CharField(source="logged_by_id", read_only=True, allow_null=True)
    name = serializers.CharField(max_length=80, required=False)
    started_at = PastMoment(required=False)
    finished_at = PastMoment(required=False, allow_null=True)
    rpe = Number(
        max_digits=3, decimal_places=1, min_value=1, max_value=10, required=False, allow_null=True
    )
    set_count = serializers.IntegerField(read_only=True, default=0)
    volume_kg = Number(max_digits=12, decimal_places=3, read_only=True, default=0)

    class Meta:
        model = Session
        fields = [
            *("id", "trainee", "planned", "logged_by", "name", "started_at", "finished_at"),
            *("day", "rpe", "note", "set_count", "volume_kg"),
        ]
        read_only_fields = ["day"]

    def validate(self, attrs):
        started_at, finished_at = attrs.get("started_at"), attrs.get("finished_at")
        if started_at and finished_at and finished_at < started_at:
            raise serializers.ValidationError(
                {"finished_at": ["A session cannot end before it began."]}
            )
        return attrs


class WholeSessionSerializer(SessionSerializer):
    """A session with its exercises and their sets."""

    items = ItemSerializer(many=True, read_only=True)

    class Meta(SessionSerializer.Meta):
        fields = [*SessionSerializer.Meta.fields, "items"]


class FinishSerializer(Strict):
    at = PastMoment(required=False)
    rpe = Number(
        max_digits=3, decimal_places=1, min_value=1, max_value=10, required=False, allow_null=True
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class DaySerializer(Strict):
    date = serializers.DateField()


def with_exercise(rows, name, slug):
    """Those in which a set of it was done."""
    done = Set.objects.done().filter(exercise__slug=slug)
    return rows.filter(pk__in=done.values("session_id"))


SessionFilter = type(  # "from" cannot be written as an attribute
    "SessionFilter",
    (filters.FilterSet,),
    {
        "exercise": filters.CharFilter(method=with_exercise),
        "from": filters.DateFilter("day", lookup_expr="gte"),
        "to": filters.DateFilter("day", lookup_expr="lte"),
        "finished": YesNo("finished_at", lookup_expr="isnull", exclude=True),
    },
)


@extend_schema_view(
    list=extend_schema(parameters=[TRAINEE]),
    retrieve=extend_schema(responses=WholeSessionSerializer),
)
class SessionViewSet(Searched, viewsets.ModelViewSet):
    """Workouts as they were done, newest first."""

    serializer_class = SessionSerializer
    permission_classes = [IsSignedIn, CanEdit]
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    queryset = Session.objects.none()
    filterset_class = SessionFilter
    lookup_value_regex = "[0-9a-f-]{36}"
    ordering = ("-started_at", "-pk")
    parameters = ("trainee",)
    search_fields = ("name", "note")
    ordering_fields = ("started_at",)

    def get_queryset(self):
        if self.action == "list":
            trainee = trainee_asked_for(self.request)
            return Session.objects.filter(trainee=trainee).with_totals()
        rows = Session.objects.visible_to(self.request.user).select_related("trainee__profile")
        return rows.with_totals()

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def retrieve(self, request, pk):
        sets = Set.objects.select_related("exercise")
        items = (
            SessionItem.objects.select_related("exercise", "planned_exercise")
            .prefetch_related(Prefetch("sets", sets))
            .order_by("position", "pk")
        )
        rows = self.get_queryset().prefetch_related(Prefetch("items", items))
        return Response(WholeSessionSerializer(get_object_or_404(rows, pk=pk)).data)

    def create(self, request):
        shape = self.get_serializer(data=request.data)
        shape.is_valid(raise_exception=True)
        data = dict(shape.validated_data)
        data["planned"] = data.pop("planned_id", None)
        trainee = self._trainee(data.pop("trainee_id", ""))
        session, is_new = write_new_session(
            data=data, trainee=trainee, user=request.user, at=timezone.now()
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(self._read(session), status=code)

    def partial_update(self, request, pk):
        session = self.get_object()
        shape = self.get_serializer(session, data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        change_session(session=session, data=shape.validated_data)
        return Response(self._read(session))

    def perform_destroy(self, session):
        logbook.delete_session(session=session)

    @extend_schema(request=FinishSerializer, responses=SessionSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request, pk):
        session = self.get_object()
        shape = FinishSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        said = dict(shape.validated_data)
        at = said.pop("at", None) or timezone.now()
        logbook.finish_session(session=session, at=at, **said)
        return Response(self._read(session))

    @extend_schema(
        parameters=[TRAINEE, OpenApiParameter("as", str, enum=["csv", "json"], default="csv")],
        responses={(200, "text/csv"): str, (200, "application/json"): OpenApiTypes.OBJECT},
        filters=False,
    )
    @action(detail=False, pagination_class=None)
    def export(self, request):
        """The whole history as a file; docs/export.md describes both kinds."""
        return export_of(trainee_asked_for(request), kind=request.query_params.get("as", "csv"))

    @extend_schema(responses={(200, "application/vnd.ant.fit"): OpenApiTypes.BINARY})
    @action(detail=True)
    def fit(self, request, pk):
        """What was done, as a watch would have written it down."""
        return fit_of(self.get_object())

    @extend_schema(request=None, responses={201: SessionSerializer})
    @action(detail=True, methods=["post"], permission_classes=[IsSignedIn])
    def repeat(self, request, pk):
        """Begin the same again, its loads and reps as targets."""
        made = repeat_session(session=self.get_object(), by=request.user, at=timezone.now())
        return Response(self._read(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=DaySerializer, responses={201: PlannedSessionSerializer})
    @action(detail=True, methods=["post"], permission_classes=[IsSignedIn])
    def plan(self, request, pk):
        """Put the same workout on another day."""
        shape = DaySerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        on, session = shape.validated_data["date"], self.get_object()
        planned = plan_again(session=session, by=request.user, on=on, at=timezone.now())
        return Response(PlannedSessionSerializer(planned).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={201: ProgramDocument})
    @action(detail=True, methods=["post"], permission_classes=[IsSignedIn])
    def program(self, request, pk):
        """A program of one's own that begins with this workout."""
        made = save_as_program(session=self.get_object(), by=request.user, at=timezone.now())
        return Response(read_document(made.current()), status=status.HTTP_201_CREATED)

    def _trainee(self, asked):
        try:
            return trainee_named(asked, reader=self.request.user)
        except Http404 as error:
            raise serializers.ValidationError(
                {"trainee": ["Choose yourself or somebody you coach."]}
            ) from error

    def _read(self, session):
        return SessionSerializer(Session.objects.with_totals().get(pk=session.pk)).data
