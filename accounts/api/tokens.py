from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, mixins, serializers, status, viewsets
from rest_framework.response import Response

from accounts import factors
from accounts.access import Anyone, IsSignedIn
from accounts.models import Token
from accounts.models.tokens import LASTS_DAYS
from accounts.proof import has_proved
from fitapp.lib.api import CanEdit, Strict
from fitapp.lib.limits import CannotCount
from fitapp.lib.throttling import NotNow

LAST_YEAR = 2100


class TokenSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)

    class Meta:
        model = Token
        fields = ["id", "name", "scope", "created_at", "expires_at", "last_used_at"]


class NewTokenSerializer(Strict):
    """Who asks without a session sends e-mail and password, and a code where there is a second
    factor. A token lasts 90 days unless `expires_at` says otherwise; null is for ever."""

    email = serializers.EmailField(required=False, write_only=True)
    password = serializers.CharField(required=False, write_only=True, trim_whitespace=False)
    code = serializers.CharField(
        required=False,
        write_only=True,
        max_length=32,
        help_text="From the authenticator app, or a recovery code, which is used up.",
    )
    name = serializers.CharField(max_length=80)
    scope = serializers.ChoiceField(Token.Scope.choices, default=Token.Scope.READ)
    expires_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate(self, attrs):
        missing = [name for name in ("email", "password") if not attrs.get(name)]
        alone = len(missing) == 2 and "code" not in attrs
        if missing and not (alone and self.context["request"].user.is_authenticated):
            raise serializers.ValidationError({name: ["This is needed."] for name in missing})
        if "expires_at" not in attrs:
            attrs["expires_at"] = timezone.now() + timedelta(days=LASTS_DAYS)
        return attrs

    def validate_expires_at(self, at):
        if at is not None and at <= timezone.now():
            raise serializers.ValidationError("This moment has passed.")
        if at is not None and at.year > LAST_YEAR:
            raise serializers.ValidationError("Send null for a token that does not run out.")
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
        email, *proof = (asked.pop(name, None) for name in ("email", "password", "code"))
        user = self.who(request, email, *proof) if email else self.who_proved(request)
        token, secret = Token.issue(user=user, at=timezone.now(), **asked)
        answer = {**TokenSerializer(token).data, "token": secret}
        kept = {"Cache-Control": "private, no-store"}  # who asks with a password has no session
        return Response(answer, status=status.HTTP_201_CREATED, headers=kept)

    def who_proved(self, request):
        """A session that was left open is not enough for a key that outlives it."""
        if not has_proved(request._request):
            raise exceptions.PermissionDenied(
                "Confirm on the site that it is you, or send e-mail and password."
            )
        return request.user

    def who(self, request, email, password, code):
        """The person with this address, password and code."""
        user = authenticate(request._request, email=email, password=password)
        if user is None:
            raise exceptions.AuthenticationFailed("The e-mail address or password is wrong.")
        self.check_code(user, code)
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            raise exceptions.PermissionDenied("Sign in on the site once to confirm your address.")
        return user

    def check_code(self, user, code):
        needed = factors.has_second_factor(user)
        if bool(code) != needed:
            told = (
                "This account has no second factor."
                if code
                else (
                    "This account has a second factor: send a code of the app, or a recovery code."
                )
            )
            raise serializers.ValidationError({"code": [told]})
        if not needed:
            return
        try:
            factors.spend_code(user=user, code=code)
        except factors.TooManyCodes as held:
            raise exceptions.Throttled(held.wait) from None
        except CannotCount:
            raise NotNow from None
        except factors.WrongCode:
            raise exceptions.AuthenticationFailed("This code is wrong, or was used.") from None

    def perform_destroy(self, token):
        token.revoke(at=timezone.now())
