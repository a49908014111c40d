"""What people make of exercises: marks, videos and pictures, as actions of an exercise."""

from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import IsSignedIn, IsTrainer
from fitapp.lib.api import CanEdit, Strict
from fitapp.lib.uploads import PARSERS, SENT, picture_sent
from training import exercises, marks, videos
from training.api.exercise_serializers import HttpsField
from training.api.parameters import TRAINEE
from training.models import ExerciseMark, VideoLink
from training.whose import trainee_asked_for


class MarkSerializer(Strict, serializers.ModelSerializer):
    exercise = serializers.CharField(source="exercise.slug", read_only=True)
    exercise_name = serializers.CharField(source="exercise.name", read_only=True)

    class Meta:
        model = ExerciseMark
        fields = ["exercise", "exercise_name", "kind", "reason", "marked_at"]
        read_only_fields = ["marked_at"]

    def validate(self, attrs):
        if attrs.get("reason") and attrs["kind"] != ExerciseMark.Kind.NEVER:
            raise serializers.ValidationError({"reason": ["Only what is never has a reason."]})
        return attrs


class VideoSerializer(Strict, serializers.ModelSerializer):
    url = HttpsField()
    trainer = serializers.CharField(source="trainer_id", read_only=True)

    class Meta:
        model = VideoLink
        fields = ["url", "trainer"]


class Marked:
    """Actions of an exercise; what is put there twice is there once."""

    @extend_schema(request=MarkSerializer, responses=MarkSerializer)
    @action(detail=True, methods=["put"], permission_classes=[IsSignedIn])
    def mark(self, request, slug):
        """A favourite of one's own, or never to be suggested again."""
        said = MarkSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        made = marks.mark(
            exercise=self.get_object(),
            user=request.user,
            at=timezone.now(),
            **said.validated_data,
        )
        return Response(MarkSerializer(made).data)

    @extend_schema(responses={204: None})
    @mark.mapping.delete
    def unmark(self, request, slug):
        marks.unmark(exercise=self.get_object(), user=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=VideoSerializer, responses=VideoSerializer)
    @action(detail=True, methods=["put"], permission_classes=[IsTrainer])
    def video(self, request, slug):
        """How a trainer shows it to the people she coaches."""
        said = VideoSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        made = videos.set_video(
            exercise=self.get_object(), trainer=request.user, url=said.validated_data["url"]
        )
        return Response(VideoSerializer(made).data)

    @extend_schema(responses={204: None})
    @video.mapping.delete
    def remove_video(self, request, slug):
        videos.remove_video(exercise=self.get_object(), trainer=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=SENT, responses={204: None})
    @action(
        detail=True,
        methods=["put"],
        permission_classes=[IsSignedIn, CanEdit],
        parser_classes=PARSERS,
    )
    def picture(self, request, slug):
        exercises.set_picture(exercise=self.get_object(), upload=picture_sent(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses={204: None})
    @picture.mapping.delete
    def remove_picture(self, request, slug):
        exercises.remove_picture(exercise=self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)


class MarkFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=ExerciseMark.Kind)


@extend_schema_view(list=extend_schema(parameters=[TRAINEE]))
class MarkViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Favourites and what is never to be suggested, newest first. Written at
    `exercises/{id}/mark/`."""

    serializer_class = MarkSerializer
    permission_classes = [IsSignedIn]
    filterset_class = MarkFilter
    ordering = ("-marked_at", "-pk")
    ordering_fields = ["marked_at"]
    parameters = ("trainee",)
    queryset = ExerciseMark.objects.none()

    def get_queryset(self):
        trainee = trainee_asked_for(self.request)
        seen = ExerciseMark.objects.on_what_is_seen_by(self.request.user)
        return seen.filter(user=trainee).select_related("exercise")
