from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status, viewsets
from rest_framework.response import Response

from accounts.access import IsSignedIn
from fitapp.lib.api import CanEdit, Id
from fitapp.lib.filters import Searched
from training import equipping
from training.api.parameters import TRAINEE
from training.equipping.serializers import GymDocument
from training.models import Gym
from training.whose import trainee_asked_for


class GymSerializer(GymDocument):
    """Where somebody trains, and what there is. Targets are rounded to what the one in use makes.

    A list that is sent replaces the one that was there.
    """

    id = Id(required=False)
    owner = serializers.CharField(source="owner_id", read_only=True)
    is_in_use = serializers.BooleanField(
        required=False, help_text="Using one is to leave the others. A new one is used at once."
    )
    created_at = serializers.DateTimeField(read_only=True)
    once = ("id",)


@extend_schema_view(list=extend_schema(parameters=[TRAINEE]))
class GymViewSet(Searched, viewsets.ModelViewSet):
    """The gyms of a person: plates, bars, dumbbells, kettlebells and stacks."""

    serializer_class = GymSerializer
    permission_classes = [IsSignedIn, CanEdit]
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    queryset = Gym.objects.none()
    ordering = ("created_at", "pk")
    parameters = ("trainee",)
    search_fields = ("name",)
    ordering_fields = ("created_at", "name")

    def get_queryset(self):
        if self.action == "list":
            return Gym.objects.filter(owner=trainee_asked_for(self.request))
        return Gym.objects.visible_to(self.request.user)

    def create(self, request):
        said, is_in_use = self._said(data=request.data)
        gym = equipping.add_gym(
            owner=request.user,
            id=said.pop("id", None),
            document=said,
            at=timezone.now(),
            in_use=is_in_use is not False,
        )
        return Response(self.get_serializer(gym).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request, pk):
        gym = self.get_object()
        said, is_in_use = self._said(gym, data=request.data, partial=True)
        equipping.change_gym(gym=gym, document=said, at=timezone.now(), in_use=is_in_use)
        return Response(self.get_serializer(gym).data)

    def perform_destroy(self, instance):
        equipping.delete_gym(gym=instance, at=timezone.now())

    def _said(self, *args, **kwargs):
        shape = self.get_serializer(*args, **kwargs)
        shape.is_valid(raise_exception=True)
        said = dict(shape.validated_data)
        return said, said.pop("is_in_use", None)
