from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import IsSignedIn
from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.api import CanEdit, Id, Strict
from fitapp.lib.filters import Searched, YesNo
from fitapp.lib.ids import IdTaken
from training import pausing, planning
from training.api.parameters import TRAINEE
from training.models import Assignment, Program
from training.updates import changes_for, newer_version, update_assignment
from training.whose import trainee_asked_for


class AssignmentSerializer(Strict, serializers.ModelSerializer):
    program = serializers.UUIDField(source="version.program_id", read_only=True, allow_null=True)
    version = serializers.IntegerField(source="version.number", read_only=True, allow_null=True)
    trainee = serializers.CharField(source="trainee_id", read_only=True)
    assigned_by = serializers.CharField(source="assigned_by_id", read_only=True, allow_null=True)
    weekdays = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = Assignment
        fields = [
            *("id", "program", "version", "program_name", "trainee", "assigned_by"),
            *("mode", "open_end", "starts_on", "weekdays", "created_at", "paused_on", "ended_at"),
        ]
        read_only_fields = [name for name in fields if name not in ("mode", "open_end")]


class NewAssignmentSerializer(Strict):
    """A program for somebody, oneself unless told."""

    id = Id(required=False)
    program = serializers.PrimaryKeyRelatedField(queryset=Program.objects.none(), pk_field=Id())
    trainee = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.none(), required=False, pk_field=serializers.CharField()
    )
    mode = serializers.ChoiceField(Assignment.Mode.choices, default=Assignment.Mode.CALENDAR)
    open_end = serializers.ChoiceField(Assignment.OpenEnd.choices, default=Assignment.OpenEnd.NONE)
    starts_on = serializers.DateField()
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6),
        default=list,
        max_length=7,
        help_text="Monday is 0. None: the days of the program's cycle.",
    )

    def get_fields(self):
        fields = super().get_fields()
        user = self.context["request"].user
        if user.is_authenticated:
            fields["program"].queryset = Program.objects.visible_to(user).in_use()
            fields["trainee"].queryset = User.objects.select_related("profile").filter(
                pk__in=[user.pk, *trainee_ids_of(user)]
            )
        return fields


class AssignmentFilter(filters.FilterSet):
    mode = filters.ChoiceFilter(choices=Assignment.Mode)
    program = filters.UUIDFilter("version__program_id")
    ended_at__isnull = YesNo("ended_at", lookup_expr="isnull")


class ChangeSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["changed", "added", "removed"])
    date = serializers.DateField()
    name = serializers.CharField()
    cycle = serializers.IntegerField()
    planned_session = serializers.UUIDField(source="planned.pk", default=None, allow_null=True)
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class UpdateSerializer(serializers.Serializer):
    """What a newer version of the program changes in what is planned."""

    version = serializers.IntegerField(allow_null=True)
    newest = serializers.IntegerField(allow_null=True)
    changes = ChangeSerializer(many=True)


class ConfirmedSerializer(Strict):
    newest = serializers.IntegerField(
        required=False, help_text="The version whose changes were looked at. Another one: 409."
    )


class ResumeSerializer(Strict):
    move = serializers.BooleanField(
        default=True, help_text="What is to come comes later by the pause. Else each day stays."
    )


@extend_schema_view(list=extend_schema(parameters=[TRAINEE]))
class AssignmentViewSet(
    Searched,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    viewsets.GenericViewSet,
):
    """Programs people train with. Of a running one the mode and the end can be changed."""

    serializer_class = AssignmentSerializer
    permission_classes = [IsSignedIn, CanEdit]
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = Assignment.objects.none()
    ordering = ("-created_at", "-pk")
    parameters = ("trainee",)
    ordering_fields = ("created_at", "starts_on")
    search_fields = ("program_name",)
    filterset_class = AssignmentFilter

    def get_queryset(self):
        rows = Assignment.objects.visible_to(self.request.user)
        if self.action == "list":
            rows = Assignment.objects.filter(trainee=trainee_asked_for(self.request))
        return rows.select_related("version__program", "trainee__profile")

    @extend_schema(request=NewAssignmentSerializer, responses={201: AssignmentSerializer})
    def create(self, request):
        shape = NewAssignmentSerializer(data=request.data, context=self.get_serializer_context())
        shape.is_valid(raise_exception=True)
        terms = shape.validated_data
        if (known := self._known(terms.get("id"))) is not None:
            return Response(self.get_serializer(known).data)
        program, trainee = terms.pop("program"), terms.pop("trainee", request.user)
        made = planning.assign(
            version=program.current(), trainee=trainee, by=request.user, at=timezone.now(), **terms
        )
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def _known(self, id):
        """The assignment of that id, if a client sends it again. Raises IdTaken."""
        if id is None or not Assignment.objects.filter(pk=id).exists():
            return None
        found = self.get_queryset().filter(pk=id, assigned_by=self.request.user).first()
        if found is None:
            raise IdTaken
        return found

    def perform_update(self, serializer):
        planning.change_terms(
            assignment=serializer.instance, at=timezone.now(), **serializer.validated_data
        )

    @extend_schema(request=None, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request, pk):
        assignment = self.get_object()
        planning.end_assignment(assignment=assignment, at=timezone.now())
        return Response(self.get_serializer(assignment).data)

    @extend_schema(request=None, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request, pk):
        assignment = self.get_object()
        pausing.pause(assignment=assignment, at=timezone.now())
        return Response(self.get_serializer(assignment).data)

    @extend_schema(request=ResumeSerializer, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request, pk):
        assignment = self.get_object()
        shape = ResumeSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        pausing.resume(assignment=assignment, at=timezone.now(), **shape.validated_data)
        return Response(self.get_serializer(assignment).data)

    @extend_schema(responses=UpdateSerializer)
    @action(detail=True, methods=["get"], url_path="update", url_name="update")
    def changes(self, request, pk):
        """What an update to the newest version would change."""
        assignment = self.get_object()
        newer = newer_version(assignment)
        return self._answer(assignment, newer, changes_for(assignment, at=timezone.now()))

    @extend_schema(request=ConfirmedSerializer, responses=UpdateSerializer)
    @changes.mapping.post
    def apply_changes(self, request, pk):
        """Bring what is open and to come to the newest version."""
        assignment = self.get_object()
        shape = ConfirmedSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        to = shape.validated_data.get("newest")
        changes = update_assignment(assignment=assignment, at=timezone.now(), to=to)
        return self._answer(assignment, None, changes)

    def _answer(self, assignment, newer, changes):
        held = assignment.version.number if assignment.version else None
        told = {"version": held, "newest": newer.number if newer else held, "changes": changes}
        return Response(UpdateSerializer(told).data)
