from django.db import IntegrityError
from django.db.models import Max, Q
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from accounts.access import Anyone, IsSignedIn
from fitapp.lib.api import (
    PROBLEM_JSON,
    STALE,
    CanEdit,
    Id,
    ProblemSerializer,
    StaleProblemSerializer,
)
from fitapp.lib.filters import YesNo
from fitapp.lib.ids import IdTaken
from fitapp.lib.stale import NotSaidWhatWasRead, etag_of, revision_matched
from training.documents import copy_program, create_program, read_document_for, write_document
from training.documents.serializers import ProgramDocument
from training.models import Program, ProgramVersion
from training.models.programs import Goal
from training.taxonomy import Level

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read; * for any."
)
REPLACED = {
    200: ProgramDocument,
    **STALE,
    (412, PROBLEM_JSON): StaleProblemSerializer,
    (428, PROBLEM_JSON): ProblemSerializer,
}


class ProgramFilter(filters.FilterSet):
    goal = filters.ChoiceFilter(choices=Goal)
    level = filters.ChoiceFilter(choices=Level)
    mine = YesNo(method="filter_mine")
    public = YesNo("is_public")
    search = filters.CharFilter(method="filter_search")

    def filter_mine(self, queryset, name, value):
        own = Q(owner_id=self.request.user.pk or 0)
        return queryset.filter(own) if value else queryset.exclude(own)

    def filter_search(self, queryset, name, value):
        return queryset.filter(Q(name__icontains=value) | Q(summary__icontains=value))


class ProgramSerializer(serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    owner = serializers.CharField(source="owner_id", read_only=True, allow_null=True)
    owner_name = serializers.CharField(
        source="owner.name", default=None, allow_null=True, read_only=True
    )
    version = serializers.IntegerField(read_only=True)
    copied_from = serializers.CharField(source="copied_from_id", read_only=True, allow_null=True)

    class Meta:
        model = Program
        fields = [
            *("id", "name", "summary", "goal", "level", "is_public", "owner", "owner_name"),
            *("version", "copied_from", "created_at", "updated_at"),
        ]
        read_only_fields = fields


class ProgramVersionSerializer(serializers.ModelSerializer):
    created_by = serializers.CharField(source="created_by_id", read_only=True, allow_null=True)

    class Meta:
        model = ProgramVersion
        fields = ["number", "created_at", "created_by"]
        read_only_fields = fields


def _says_what_was_read(document):
    """Of a document that is well formed. Raises ValidationError."""
    shape = ProgramDocument(data=document)
    shape.is_valid(raise_exception=True)
    return "updated_at" in shape.validated_data


class ProgramViewSet(viewsets.GenericViewSet):
    """Programs: a list of what they are about, and each as one document."""

    serializer_class = ProgramDocument
    permission_classes = [Anyone, CanEdit]
    filterset_class = ProgramFilter
    queryset = Program.objects.none()

    def get_permissions(self):
        if self.action == "copy":
            return [IsSignedIn()]
        if self.action in ("create", "update", "destroy"):
            return [IsSignedIn(), CanEdit()]
        return super().get_permissions()

    @property
    def ordering_fields(self):
        return [] if self.action == "versions" else ["name", "created_at", "updated_at"]

    @property
    def ordering(self):
        return ("-number",) if self.action == "versions" else ("-updated_at", "-pk")

    def get_queryset(self):
        return Program.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    @extend_schema(responses=ProgramSerializer(many=True))
    def list(self, request):
        rows = self.filter_queryset(self.get_queryset().in_use())
        rows = rows.select_related("owner__profile").annotate(version=Max("versions__number"))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(ProgramSerializer(page, many=True).data)

    def retrieve(self, request, pk):
        return self._answer(self.get_object().current())

    def create(self, request):
        found = self._sent_before(request.data)
        if found is None:
            try:
                made = create_program(owner=request.user, document=request.data, at=timezone.now())
                return self._answer(made.current(), status.HTTP_201_CREATED)
            except IntegrityError:  # sent twice at once: the other request has made it
                found = self._sent_before(request.data)
                if found is None:
                    raise
        return self._answer(found.current())

    @extend_schema(parameters=[IF_MATCH], responses=REPLACED)
    def update(self, request, pk):
        """Make it say what is sent. Say what was read, by `updated_at` or by `If-Match`: when it
        was changed since, nothing is written and the answer holds both sides."""
        program, revision = self.get_object(), revision_matched(request)
        if revision is None and not _says_what_was_read(request.data):
            raise NotSaidWhatWasRead(
                "Send updated_at as you read it, or If-Match, so that nobody's changes are lost."
            )
        version = write_document(
            program=program,
            document=request.data,
            by=request.user,
            at=timezone.now(),
            revision=revision,
        )
        return self._answer(version)

    def destroy(self, request, pk):
        """Archive it. Who trains with it keeps training."""
        self.get_object().archive(at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses={201: ProgramDocument})
    @action(detail=True, methods=["post"])
    def copy(self, request, pk):
        """A private program of one's own that says the same."""
        copy = copy_program(program=self.get_object(), by=request.user, at=timezone.now())
        return self._answer(copy.current(), status.HTTP_201_CREATED)

    @extend_schema(responses=ProgramVersionSerializer(many=True), filters=False)
    @action(detail=True)
    def versions(self, request, pk):
        page = self.paginate_queryset(self.get_object().versions.all())
        return self.get_paginated_response(ProgramVersionSerializer(page, many=True).data)

    @action(detail=True, url_path=r"versions/(?P<number>\d{1,6})", url_name="version")
    def version(self, request, pk, number):
        """The document as that version holds it."""
        versions = self.get_object().versions.select_related("program")
        found = get_object_or_404(versions, number=number)
        return Response(read_document_for(found, request.user))

    def _answer(self, version, code=status.HTTP_200_OK):
        headers = {"ETag": etag_of(version.program.revision)}
        document = read_document_for(version, self.request.user)
        return Response(document, status=code, headers=headers)

    def _sent_before(self, document):
        """The program of that id, if a client sends it again. Raises IdTaken."""
        field = Id()
        try:
            asked = field.run_validation(document["id"])
        except (KeyError, TypeError, serializers.ValidationError):
            return None
        found = Program.objects.filter(pk=asked).first()
        if found is not None and found.owner_id != self.request.user.pk:
            raise IdTaken
        return found
