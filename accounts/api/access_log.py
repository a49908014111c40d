from rest_framework import mixins, serializers, viewsets

from accounts.access import IsSignedIn
from accounts.api.people import PersonSerializer
from accounts.models import Look


class LookSerializer(serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    viewer = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Look
        fields = ["id", "viewer", "viewer_name", "scope", "what", "at"]
        read_only_fields = fields


class AccessLogViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Look]):
    """Who looked at the body, health, nutrition and photos of the signed-in person. The name is
    kept where the account is gone."""

    serializer_class = LookSerializer
    permission_classes = [IsSignedIn]
    filterset_fields = ["scope"]
    queryset = Look.objects.none()
    ordering = ("-at", "-pk")

    def get_queryset(self):
        return Look.objects.visible_to(self.request.user).with_viewer()
