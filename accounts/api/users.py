from django.db import transaction
from django.utils import timezone
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers, viewsets

from accounts.access import IsAdmin
from accounts.api.people import PersonSerializer, SearchesPeople
from accounts.models import User
from accounts.models.people import ADMINS, TRAINEES, TRAINERS
from accounts.roles import set_active, set_roles
from fitapp.lib.filters import YesNo


class UserSerializer(PersonSerializer):
    name = serializers.CharField(source="profile.name", read_only=True)
    roles = serializers.ListField(child=serializers.ChoiceField([TRAINEES, TRAINERS, ADMINS]))
    joined_at = serializers.DateTimeField(source="date_joined", read_only=True)

    class Meta:
        model = User
        fields = [
            "id", "email", "handle", "name", "picture", "roles", "is_active", "joined_at",
        ]  # fmt: skip
        read_only_fields = ["email", "handle"]

    def to_representation(self, instance):
        instance.roles = sorted(group.name for group in instance.groups.all())
        return super().to_representation(instance)

    @transaction.atomic
    def update(self, instance, validated_data):
        actor, now = self.context["request"].user, timezone.now()
        if "roles" in validated_data:
            set_roles(user=instance, roles=validated_data["roles"], by=actor, at=now)
        if "is_active" in validated_data:
            set_active(user=instance, active=validated_data["is_active"], by=actor, at=now)
        return instance


class UserFilter(filters.FilterSet):
    is_active = YesNo()


class UserViewSet(
    SearchesPeople,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    viewsets.GenericViewSet[User],
):
    """Every account, for admins: roles, and whether it may sign in."""

    serializer_class = UserSerializer
    permission_classes = [IsAdmin]
    http_method_names = ["get", "patch", "head", "options"]
    filterset_class = UserFilter
    queryset = User.objects.none()
    ordering = "pk"

    def get_queryset(self):
        return User.objects.with_profile().prefetch_related("groups")
