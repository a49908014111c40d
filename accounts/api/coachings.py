from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts import coaching
from accounts.access import IsSignedIn, IsTrainer
from accounts.api.people import PersonSerializer
from accounts.models import Coaching, Scope
from fitapp.lib.api import CanEdit, Strict


class CoachingSerializer(Strict, serializers.ModelSerializer):
    id = serializers.CharField(read_only=True)
    trainer = PersonSerializer(read_only=True)
    trainee = PersonSerializer(read_only=True, allow_null=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices), read_only=True)

    class Meta:
        model = Coaching
        fields = [
            "id", "trainer", "trainee", "email", "status", "is_lead", "scopes", "invited_at",
            "expires_at", "started_at", "ended_at",
        ]  # fmt: skip


class InviteSerializer(Strict):
    email = serializers.EmailField(max_length=254)


class ScopesSerializer(Strict):
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))


class AgreedScopesSerializer(Strict):
    """Training is always shared; name what else."""

    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices), default=list)


class CoachingFilter(filters.FilterSet):
    role = filters.ChoiceFilter(
        choices=[("trainer", "I coach"), ("trainee", "I am coached")], method="of_role"
    )

    class Meta:
        model = Coaching
        fields = ["status"]

    def of_role(self, queryset, name, role):
        mine = queryset.filter(trainer=self.request.user)
        return mine if role == "trainer" else queryset.exclude(trainer=self.request.user)


class CoachingViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Coaching]
):
    """Who coaches whom, from the invitation to the end."""

    serializer_class = CoachingSerializer
    permission_classes = [IsSignedIn, CanEdit]
    filterset_class = CoachingFilter
    queryset = Coaching.objects.none()
    ordering = ("-invited_at", "-pk")

    def get_permissions(self):
        return [IsTrainer()] if self.action == "create" else super().get_permissions()

    def get_queryset(self):
        return Coaching.objects.visible_to(self.request.user).with_people()

    def paginate_queryset(self, queryset):
        return coaching.with_scopes(super().paginate_queryset(queryset))

    def retrieve(self, request, *args, **kwargs):
        return self.answer(self.get_object())

    def answer(self, relation, code=status.HTTP_200_OK):
        [relation] = coaching.with_scopes(self.get_queryset().filter(pk=relation.pk))
        return Response(self.get_serializer(relation).data, status=code)

    def read(self, serializer_class):
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def get_object_of_trainee(self):
        """The trainee alone says what is shared, and whether anything is."""
        relation = self.get_object()
        if not relation.is_for(self.request.user):
            raise exceptions.PermissionDenied("Only the trainee may do this.")
        return relation

    @extend_schema(request=InviteSerializer, responses={201: CoachingSerializer})
    def create(self, request):
        """Invite by e-mail. Inviting an address again sends a new link."""
        asked = self.read(InviteSerializer)
        relation, _ = coaching.invite(trainer=request.user, at=timezone.now(), **asked)
        return self.answer(relation, status.HTTP_201_CREATED)

    @extend_schema(request=ScopesSerializer, responses=CoachingSerializer)
    def partial_update(self, request, pk):
        relation = self.get_object_of_trainee()
        coaching.set_scopes(coaching=relation, **self.read(ScopesSerializer))
        return self.answer(relation)

    @extend_schema(request=AgreedScopesSerializer, responses=CoachingSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request, pk):
        relation = self.get_object_of_trainee()
        agreed = self.read(AgreedScopesSerializer)
        coaching.accept(coaching=relation, trainee=request.user, at=timezone.now(), **agreed)
        return self.answer(relation)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def decline(self, request, pk):
        relation = self.get_object_of_trainee()
        coaching.decline(coaching=relation, by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses=CoachingSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request, pk):
        relation = self.get_object()
        coaching.pause(coaching=relation)
        return self.answer(relation)

    @extend_schema(request=AgreedScopesSerializer, responses=CoachingSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request, pk):
        """Sharing begins again, so the trainee alone resumes."""
        relation = self.get_object_of_trainee()
        coaching.resume(coaching=relation, **self.read(AgreedScopesSerializer))
        return self.answer(relation)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def end(self, request, pk):
        """End coaching, or withdraw an invitation."""
        relation = self.get_object()
        coaching.end(coaching=relation, by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
