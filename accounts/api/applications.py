from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts import applications
from accounts.access import IsAdmin, IsSignedIn
from accounts.api.people import PersonSerializer
from accounts.models import TrainerApplication
from accounts.models.applications import LONGEST_TEXT
from fitapp.lib.api import CanEdit, Strict


class ApplicationSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    user = PersonSerializer(read_only=True)

    class Meta:
        model = TrainerApplication
        fields = ["id", "user", "about", "applied_at", "decided_at", "approved", "reason"]
        read_only_fields = ["applied_at", "decided_at", "approved", "reason"]


class DeclineSerializer(Strict):
    reason = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")


class ApplicationFilter(filters.FilterSet):
    status = filters.ChoiceFilter(
        choices=[("open", "Open"), ("approved", "Approved"), ("declined", "Declined")],
        method="with_status",
    )

    def with_status(self, queryset, name, status):
        wanted = {"open": None, "approved": True, "declined": False}[status]
        return queryset.filter(approved=wanted)


class ApplicationViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[TrainerApplication],
):
    """Becoming a trainer: one's own applications; for an admin, everybody's."""

    serializer_class = ApplicationSerializer
    permission_classes = [IsSignedIn, CanEdit]
    filterset_class = ApplicationFilter
    queryset = TrainerApplication.objects.none()
    ordering = ("-applied_at", "-pk")
    ordering_fields = ["applied_at"]

    def get_permissions(self):
        return [IsAdmin()] if self.action in ("approve", "decline") else super().get_permissions()

    def get_queryset(self):
        mine = TrainerApplication.objects.visible_to(self.request.user)
        return mine.select_related("user__profile")

    @extend_schema(request=ApplicationSerializer, responses={201: ApplicationSerializer})
    def create(self, request):
        """Apply. Where trainers need no approval, the answer says `approved` at once."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        asked = serializer.validated_data
        made = applications.apply(user=request.user, at=timezone.now(), **asked)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def perform_destroy(self, application):
        """Take it back while it is open."""
        applications.withdraw(application=application)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request, pk):
        application = self.get_object()
        applications.approve(application=application, by=request.user, at=timezone.now())
        return Response(self.get_serializer(application).data)

    @extend_schema(request=DeclineSerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request, pk):
        application = self.get_object()
        serializer = DeclineSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        said = serializer.validated_data
        applications.decline(application=application, by=request.user, at=timezone.now(), **said)
        return Response(self.get_serializer(application).data)
