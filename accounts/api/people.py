"""How people are written in answers."""

from django.urls import reverse
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.filters import SearchFilter

from accounts.models import User
from accounts.profiles import change_profile
from fitapp.lib.api import Strict


@extend_schema_field(serializers.URLField(allow_null=True))
class PictureField(serializers.Field):
    """The address of a person's picture, or null. Who may see the person may fetch it."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, person):
        profile = getattr(person, "profile", person)
        if not profile.picture:
            return None
        path = reverse("accounts:picture", args=[profile.user.handle])
        return self.context["request"].build_absolute_uri(path)


class PersonSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    name = serializers.CharField(source="profile.name", max_length=80)
    picture = PictureField()

    class Meta:
        model = User
        fields = ["id", "handle", "name", "picture"]

    def to_representation(self, instance):
        return {**super().to_representation(instance), "name": instance.name}

    def update(self, instance, validated_data):
        profile = validated_data.pop("profile", {})
        handle = validated_data.get("handle")
        change_profile(profile=instance.profile, at=timezone.now(), handle=handle, **profile)
        return instance


class SearchesPeople:
    """`?search=` by name and handle."""

    filter_backends = [DjangoFilterBackend, SearchFilter]
    search_fields = ["profile__name", "handle"]
