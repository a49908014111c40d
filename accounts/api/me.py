from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsSignedIn
from accounts.api.people import PictureField
from accounts.models import Profile, User
from accounts.models.people import HANDLE, SHORTEST_M, TALLEST_M
from accounts.profiles import change_profile
from accounts.proof import has_proved
from accounts.roles import delete_account
from accounts.vocabulary import Equipment, Stress
from fitapp.lib.api import OF_A_BODY, Number, Strict
from fitapp.lib.pictures import drop_picture, keep_picture
from fitapp.lib.uploads import PARSERS, SENT, picture_sent


class MeSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(source="user_id", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    handle = serializers.CharField(source="user.handle", validators=[HANDLE])
    picture = PictureField()
    roles = serializers.SerializerMethodField()
    height_m = Number(
        max_digits=4,
        decimal_places=3,
        min_value=SHORTEST_M,
        max_value=TALLEST_M,
        allow_null=True,
        required=False,
    )
    equipment = serializers.ListField(child=serializers.ChoiceField(Equipment.choices))
    limitations = serializers.ListField(child=serializers.ChoiceField(Stress.choices))
    joined_at = serializers.DateTimeField(source="user.date_joined", read_only=True)

    class Meta:
        model = Profile
        fields = [
            "id", "email", "handle", "name", "picture", "roles", "load_unit", "length_unit",
            "distance_unit", "time_zone", "birth_date", "sex", "height_m", "experience",
            "equipment", "limitations", "diet", "is_private", "joined_at",
        ]  # fmt: skip

    def get_roles(self, profile) -> list[str]:
        return sorted(profile.user.role_names)

    def update(self, instance, validated_data):
        user = validated_data.pop("user", {})
        change_profile(profile=instance, at=timezone.now(), **validated_data, **user)
        return instance


class PasswordSerializer(Strict):
    """Left out where the session has just proved that it is its person."""

    password = serializers.CharField(required=False, write_only=True, trim_whitespace=False)


class MeView(APIView):
    """The signed-in person."""

    permission_classes = [IsSignedIn]

    @extend_schema(responses=MeSerializer)
    def get(self, request):
        return Response(self.described(request))

    @extend_schema(request=MeSerializer(partial=True), responses=MeSerializer)
    def patch(self, request):
        serializer = MeSerializer(
            request.user.profile,
            data=request.data,
            partial=True,
            context={"request": request},
        )
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(self.described(request))

    @extend_schema(request=PasswordSerializer, responses={204: None, **OF_A_BODY})
    def delete(self, request):
        """Delete the account and everything in it. Asks for the password, or for a session in
        which the person has just proved, by any factor, that it is them."""
        serializer = PasswordSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = User.objects.get(pk=request.user.pk)
        self.check_proof(request, user, serializer.validated_data.get("password"))
        delete_account(user=user, by=user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def check_proof(self, request, user, password):
        if password is None:
            if request.auth is None and has_proved(request._request):
                return
            raise serializers.ValidationError({"password": ["This is needed."]})
        if not user.check_password(password):
            raise serializers.ValidationError({"password": ["This is not your password."]})

    def described(self, request):
        return MeSerializer(request.user.profile, context={"request": request}).data


class MyPictureView(APIView):
    """The picture, sent as it is or as the part `file` of a form."""

    permission_classes = [IsSignedIn]
    parser_classes = PARSERS

    @extend_schema(request=SENT, responses=MeSerializer)
    def put(self, request):
        keep_picture(request.user.profile, picture_sent(request))
        return Response(MeSerializer(request.user.profile, context={"request": request}).data)

    @extend_schema(responses={204: None})
    def delete(self, request):
        drop_picture(request.user.profile)
        return Response(status=status.HTTP_204_NO_CONTENT)
