from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from accounts.access import IsAdmin, IsTrainer
from accounts.access_log import note_look
from accounts.api.people import PersonSerializer, SearchesPeople
from accounts.coaching import scopes_shown_to, trainee_ids_of
from accounts.models import Scope, User
from accounts.roles import delete_account
from fitapp.lib.api import Number


class TraineeSerializer(PersonSerializer):
    load_unit = serializers.CharField(source="profile.load_unit", read_only=True)
    time_zone = serializers.CharField(source="profile.time_zone", read_only=True)
    experience = serializers.CharField(source="profile.experience", read_only=True)
    equipment = serializers.ListField(source="profile.equipment", read_only=True)
    limitations = serializers.ListField(source="profile.limitations", read_only=True)

    class Meta(PersonSerializer.Meta):
        fields = [
            *PersonSerializer.Meta.fields,
            "load_unit",
            "time_zone",
            "experience",
            "equipment",
            "limitations",
        ]


class BodySerializer(serializers.Serializer):
    birth_date = serializers.DateField(allow_null=True)
    sex = serializers.CharField(allow_blank=True)
    height_m = Number(max_digits=4, decimal_places=3, allow_null=True)


class NutritionSerializer(serializers.Serializer):
    diet = serializers.CharField(allow_blank=True)


class SharedTraineeSerializer(TraineeSerializer):
    """One person, with what they share with the reader beside training: a key is there where its
    scope is."""

    sometimes = ("body", "nutrition")

    body = BodySerializer(source="profile", read_only=True)
    nutrition = NutritionSerializer(source="profile", read_only=True)
    SHARED = {
        Scope.BODY: ("body", "Birth date, sex and height"),
        Scope.NUTRITION: ("nutrition", "Diet"),
    }

    class Meta(TraineeSerializer.Meta):
        fields = [*TraineeSerializer.Meta.fields, "body", "nutrition"]


class NewTraineeSerializer(PersonSerializer):
    """A person made by an admin: they choose a password by "Forgotten password"."""

    email = serializers.EmailField(max_length=254)
    handle = serializers.CharField(read_only=True)

    class Meta(PersonSerializer.Meta):
        fields = ["id", "email", "handle", "name", "picture"]

    def validate_email(self, email):
        email = email.lower()
        if User.objects.filter(email=email).exists():
            raise serializers.ValidationError("There is an account with this address.")
        return email

    def create(self, validated_data):
        name = validated_data["profile"]["name"]
        return User.objects.create_user(validated_data["email"], name=name)


class TraineeViewSet(SearchesPeople, viewsets.ModelViewSet[User]):
    """The people a trainer coaches now; for an admin, everyone."""

    serializer_class = TraineeSerializer
    permission_classes = [IsTrainer | IsAdmin]
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    queryset = User.objects.none()
    ordering = "pk"

    def get_permissions(self):
        reads = self.request.method in SAFE_METHODS
        return super().get_permissions() if reads else [IsAdmin()]

    def get_serializer_class(self):
        known = {"create": NewTraineeSerializer, "retrieve": SharedTraineeSerializer}
        return known.get(self.action, TraineeSerializer)

    def get_queryset(self):
        people = User.objects.with_profile()
        if not self.request.user.is_admin:
            people = people.filter(pk__in=trainee_ids_of(self.request.user))
        return people

    def retrieve(self, request, pk):
        """What is shown of body and nutrition leaves a look that the person can read."""
        person, at = self.get_object(), timezone.now()
        told = self.get_serializer(person).data
        scopes = scopes_shown_to(request.user, person.pk)
        for scope, (key, what) in SharedTraineeSerializer.SHARED.items():
            if scope in scopes:
                note_look(owner=person, viewer=request.user, scope=scope, what=what, at=at)
            else:
                del told[key]
        return Response(told)

    @extend_schema(responses={204: None})
    def destroy(self, request, pk):
        """Delete the person and everything that is theirs."""
        delete_account(user=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
