from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import IsSignedIn
from fitapp.lib.api import CanEdit, Strict
from social.notifications import push
from social.notifications.endpoints import check_endpoint
from social.notifications.models import PushSubscription

IN_BASE64 = r"^[A-Za-z0-9_-]+={0,2}$"


class KeysSerializer(Strict):
    p256dh = serializers.RegexField(IN_BASE64, min_length=87, max_length=88)
    auth = serializers.RegexField(IN_BASE64, min_length=22, max_length=24)


class NewPushSubscriptionSerializer(Strict):
    """As browsers write it (`PushSubscription.toJSON()`), without the time."""

    endpoint = serializers.CharField(max_length=1000, validators=[check_endpoint])
    keys = KeysSerializer()


class PushSubscriptionSerializer(Strict, serializers.ModelSerializer):
    service = serializers.CharField(help_text="Who brings the messages.")

    class Meta:
        model = PushSubscription
        fields = ["id", "service", "user_agent", "created_at", "failed_at", "failure"]
        read_only_fields = fields


class KeySerializer(serializers.Serializer):
    key = serializers.CharField(help_text="`applicationServerKey` of `pushManager.subscribe`.")


class PushSubscriptionViewSet(
    mixins.ListModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet
):
    """The browsers that a person lets us tell things, newest first."""

    queryset = PushSubscription.objects.none()
    serializer_class = PushSubscriptionSerializer
    permission_classes = [IsSignedIn, CanEdit]
    lookup_value_regex = "[0-9a-f-]{36}"
    ordering = ("-created_at", "-pk")

    def get_queryset(self):
        return PushSubscription.objects.visible_to(self.request.user)

    @extend_schema(
        request=NewPushSubscriptionSerializer,
        responses={200: PushSubscriptionSerializer, 201: PushSubscriptionSerializer},
    )
    def create(self, request):
        """Said twice, it is one; an endpoint belongs to who signed in with it last."""
        asked = NewPushSubscriptionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row, is_new = PushSubscription.objects.subscribe(
            user=request.user,
            endpoint=asked.validated_data["endpoint"],
            **asked.validated_data["keys"],
            user_agent=request.headers.get("User-Agent", ""),
            at=timezone.now(),
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(self.get_serializer(row).data, status=code)

    @extend_schema(responses=KeySerializer)
    @action(detail=False, pagination_class=None)
    def key(self, request):
        """The public key that a browser subscribes with."""
        return Response({"key": push.public_key()})
