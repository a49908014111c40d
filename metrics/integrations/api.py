from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from accounts.access import IsSignedIn
from accounts.models.people import check_time_zone
from fitapp.lib.api import CanEdit, Strict, TooLarge
from fitapp.lib.bodies import JSONParser
from fitapp.lib.filters import Searched
from fitapp.lib.units import LoadUnit
from metrics.integrations import imports as verbs
from metrics.integrations import matching, progress
from metrics.integrations.formats import tables
from metrics.integrations.models import App, FileDistanceUnit, Import


class FileSerializer(Strict):
    file = serializers.FileField()


class RecognisedSerializer(Strict):
    rows = serializers.IntegerField()
    sessions = serializers.IntegerField()
    sets = serializers.IntegerField()
    bad_rows = serializers.IntegerField()
    not_sets = serializers.DictField(child=serializers.IntegerField())
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    heaviest = serializers.CharField(help_text="In the unit of the file.")
    odd_durations = serializers.IntegerField(help_text="Sessions whose duration was guessed.")
    asks_load_unit = serializers.BooleanField()
    asks_distance_unit = serializers.BooleanField()


class ProgressSerializer(Strict):
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField()


class SuggestionSerializer(Strict):
    id = serializers.CharField()
    name = serializers.CharField()


class MeaningSerializer(Strict):
    name = serializers.CharField()
    sets = serializers.IntegerField()
    decision = serializers.CharField(help_text="An exercise's id, “own” or “leave_out”.")
    is_known = serializers.BooleanField()
    suggestions = SuggestionSerializer(many=True)


class ImportSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    recognised = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()
    new_sessions = serializers.IntegerField(
        source="counts.new_sessions", default=None, allow_null=True
    )
    new_sets = serializers.IntegerField(source="counts.new_sets", default=None, allow_null=True)
    load_unit = serializers.ChoiceField(LoadUnit.choices, allow_blank=True)
    distance_unit = serializers.ChoiceField(FileDistanceUnit.choices, allow_blank=True)

    class Meta:
        model = Import
        fields = [
            "id", "kind", "filename", "state", "load_unit", "distance_unit", "time_zone",
            "recognised", "progress", "new_sessions", "new_sets", "error", "created_at",
            "applied_at", "undone_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(RecognisedSerializer)
    def get_recognised(self, source):
        return RecognisedSerializer(source.counts).data

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, source):
        return ProgressSerializer(progress.heard(source.pk)).data


class PreviewSerializer(ImportSerializer):
    """One import with every name in it, and every row that could not be read."""

    names = serializers.SerializerMethodField()
    row_errors = serializers.ListField(child=serializers.DictField())

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "names", "row_errors"]
        read_only_fields = fields

    @extend_schema_field(MeaningSerializer(many=True))
    def get_names(self, source):
        return MeaningSerializer(matching.meanings_of(source, suggest=True), many=True).data


class MappingSerializer(Strict):
    """What names mean, and what the file leaves open."""

    mapping = serializers.DictField(child=serializers.CharField(), required=False)
    load_unit = serializers.ChoiceField(LoadUnit.choices, required=False)
    distance_unit = serializers.ChoiceField(FileDistanceUnit.choices, required=False)
    time_zone = serializers.CharField(required=False, validators=[check_time_zone])


class ImportFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=Import.State)
    kind = filters.ChoiceFilter(choices=App)


class ImportViewSet(
    Searched, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """Histories brought from other apps: sent, looked at, applied, undone."""

    queryset = Import.objects.none()
    serializer_class = ImportSerializer
    permission_classes = [IsSignedIn, CanEdit]
    parser_classes = [MultiPartParser, JSONParser]
    ordering = ("-created_at", "-pk")
    ordering_fields = ("created_at",)
    search_fields = ("filename",)
    filterset_class = ImportFilter

    def get_queryset(self):
        return Import.objects.visible_to(self.request.user).select_related("user__profile")

    def get_serializer_class(self):
        return ImportSerializer if self.action == "list" else PreviewSerializer

    @extend_schema(
        request={"multipart/form-data": FileSerializer},
        responses={201: PreviewSerializer, 200: PreviewSerializer},
    )
    def create(self, request):
        asked = FileSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        file = asked.validated_data["file"]
        if file.size > tables.MAX_BYTES:
            raise TooLarge("The file is larger than 5 MB.")
        try:
            source, is_new = verbs.receive_file(
                user=request.user, filename=file.name, content=file.read(), at=timezone.now()
            )
        except tables.TooLarge as error:
            raise TooLarge(str(error)) from error
        except tables.Unreadable as error:
            raise serializers.ValidationError({"file": [str(error)]}) from error
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(self.get_serializer(source).data, status=code)

    @extend_schema(request=MappingSerializer, responses=PreviewSerializer)
    @action(detail=True, methods=["patch"])
    def mapping(self, request, pk):
        source = self.get_object()
        asked = MappingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        verbs.set_mapping(source, **asked.validated_data)
        return Response(self.get_serializer(source).data)

    @extend_schema(request=None, responses={202: PreviewSerializer})
    @action(detail=True, methods=["post"])
    def apply(self, request, pk):
        source = self.get_object()
        verbs.apply(source, at=timezone.now())
        return self._accepted(source)

    @extend_schema(request=None, responses={202: PreviewSerializer})
    @action(detail=True, methods=["post"])
    def undo(self, request, pk):
        source = self.get_object()
        verbs.undo(source, at=timezone.now())
        return self._accepted(source)

    def _accepted(self, source):
        return Response(self.get_serializer(source).data, status=status.HTTP_202_ACCEPTED)
