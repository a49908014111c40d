from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.response import Response

from accounts import blocking
from accounts.access import IsSignedIn
from accounts.models import Block, User
from fitapp.lib.api import CanEdit, Strict


class BlockedSerializer(serializers.ModelSerializer):
    """Whom one blocks, without the picture, which one does not see."""

    id = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)

    class Meta:
        model = User
        fields = ["id", "handle", "name"]
        read_only_fields = fields


class BlockSerializer(serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    user = BlockedSerializer(source="blocked", read_only=True)

    class Meta:
        model = Block
        fields = ["id", "user", "at"]
        read_only_fields = fields


class NewBlockSerializer(Strict):
    user = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.none(), pk_field=serializers.CharField()
    )

    def get_fields(self):
        fields = super().get_fields()
        request = self.context.get("request")
        if request is not None and request.user.is_authenticated:
            fields["user"].queryset = blocking.blockable_by(request.user).with_profile()
        return fields


class BlockViewSet(mixins.ListModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[Block]):
    """Whom the signed-in person blocks. The blocked are not told."""

    serializer_class = BlockSerializer
    permission_classes = [IsSignedIn, CanEdit]
    queryset = Block.objects.none()
    ordering = ("-at", "-pk")

    def get_queryset(self):
        return Block.objects.visible_to(self.request.user).with_blocked()

    @extend_schema(request=NewBlockSerializer, responses={201: BlockSerializer})
    def create(self, request):
        """Block somebody one knows of; blocking again answers 200."""
        serializer = NewBlockSerializer(data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        blocked = serializer.validated_data["user"]
        made, is_new = blocking.block(blocker=request.user, blocked=blocked, at=timezone.now())
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(self.get_serializer(made).data, status=code)

    def perform_destroy(self, block):
        blocking.unblock(block=block)
