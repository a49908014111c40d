from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, mixins, serializers, status, viewsets
from rest_framework.response import Response

from accounts.access import Anyone, IsSignedIn
from accounts.models import Token
from fitapp.lib.api import CanEdit, Strict

LAST_YEAR = 2100


class TokenSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)

    class Meta:
        model = Token
        fields = ["id", "name", "scope", "created_at", "expires_at", "last_used_at"]


class NewTokenSerializer(Strict):
    """Who asks without a session sends e-mail and password."""

    email = serializers.EmailField(required=False, write_only=True)
    password = serializers.CharField(required=False, write_only=True, trim_whitespace=False)
    name = serializers.CharField(max_length=80)
    scope = serializers.ChoiceField(Token.Scope.choices, default=Token.Scope.READ)
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate(self, attrs):
        missing = [name for name in ("email", "password") if not attrs.get(name)]
        if missing and not self.context["request"].user.is_authenticated:
            raise serializers.ValidationError({name: ["This is needed."] for name in missing})
        return attrs

    def validate_expires_at(self, at):
        if at is not None and at <= timezone.now():
            raise serializers.ValidationError("This moment has passed.")
        if at is not None and at.year > LAST_YEAR:
            raise serializers.ValidationError("Leave it out for a token that does not run out.")
        return at


class IssuedTokenSerializer(TokenSerializer):
    token = serializers.CharField(help_text="The secret, shown this once.")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]


class TokenViewSet(mixins.ListModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[Token]):
    """Keys with which programs act for the signed-in person."""

    serializer_class = TokenSerializer
    permission_classes = [IsSignedIn, CanEdit]
    queryset = Token.objects.none()
    ordering = "-pk"

    def get_permissions(self):
        return [Anyone()] if self.action == "create" else super().get_permissions()

    def get_queryset(self):
        return Token.objects.visible_to(self.request.user)

    @extend_schema(request=NewTokenSerializer, responses={201: IssuedTokenSerializer})
    def create(self, request):
        if isinstance(request.auth, Token):
            raise exceptions.PermissionDenied("A token cannot make tokens.")
        serializer = NewTokenSerializer(data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        asked = serializer.validated_data
        email, password = asked.pop("email", None), asked.pop("password", None)
        user = self.who(request, email, password) if email else request.user
        token, secret = Token.issue(user=user, at=timezone.now(), **asked)
        answer = {**TokenSerializer(token).data, "token": secret}
        kept = {"Cache-Control": "private, no-store"}  # who asks with a password has no session
        return Response(answer, status=status.HTTP_201_CREATED, headers=kept)

    def who(self, request, email, password):
        """The person with this address and password."""
        user = authenticate(request._request, email=email, password=password)
        if user is None:
            raise exceptions.AuthenticationFailed("The e-mail address or password is wrong.")
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            raise exceptions.PermissionDenied("Sign in on the site once to confirm your address.")
        return user

    def perform_destroy(self, token):
        token.revoke(at=timezone.now())
