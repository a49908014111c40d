from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from accounts.access import IsAdmin, IsSignedIn
from accounts.api.people import PersonSerializer, SearchesPeople
from accounts.models import User
from accounts.models.people import TRAINERS
from accounts.roles import set_roles
from fitapp.lib.api import Strict


class NewTrainerSerializer(Strict):
    user = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), pk_field=serializers.CharField()
    )


class TrainerViewSet(
    SearchesPeople,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    viewsets.GenericViewSet[User],
):
    """The trainers. An admin makes somebody one, and takes the role back."""

    serializer_class = PersonSerializer
    permission_classes = [IsSignedIn]
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    queryset = User.objects.none()
    ordering = "pk"

    def get_permissions(self):
        return [IsSignedIn()] if self.request.method in SAFE_METHODS else [IsAdmin()]

    def get_queryset(self):
        return User.objects.trainers().unblocked(self.request.user).with_profile()

    @extend_schema(request=NewTrainerSerializer, responses={201: PersonSerializer})
    def create(self, request):
        serializer = NewTrainerSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = serializer.validated_data["user"]
        code = status.HTTP_200_OK if user.is_trainer else status.HTTP_201_CREATED
        self.give(user, user.role_names | {TRAINERS})
        return Response(self.get_serializer(user).data, status=code)

    @extend_schema(responses={204: None})
    def destroy(self, request, pk):
        """Take the role. Every coaching of this trainer ends with it."""
        user = get_object_or_404(self.get_queryset(), pk=pk)
        self.give(user, user.role_names - {TRAINERS})
        return Response(status=status.HTTP_204_NO_CONTENT)

    def give(self, user, roles):
        set_roles(user=user, roles=roles, by=self.request.user, at=timezone.now())
