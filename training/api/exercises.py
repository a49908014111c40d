from decimal import Decimal

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from accounts.access import Anyone, IsSignedIn
from fitapp.lib.api import CanEdit
from fitapp.lib.filters import YesNo
from fitapp.lib.paging import refuse_unknown
from training import catalogue, exercises
from training.api.exercise_marks import Marked
from training.api.exercise_serializers import (
    ExerciseSerializer,
    OutingSerializer,
    SubstituteSerializer,
)
from training.api.parameters import TRAINEE
from training.api.trends import TrendQuery, TrendSerializer, trend_of
from training.api.unchanged import answer_unless_unchanged
from training.api.vocabulary import closed_list, one_page
from training.cards import doable
from training.fitting import Means
from training.models import Exercise, ExerciseMark, ExerciseMuscle, Session, Set
from training.substituting import offers
from training.taxonomy import Equipment, Level, Mechanics, Muscle, Pattern, Tracking
from training.trends import Trends
from training.whose import trainee_asked_for

SEARCH = OpenApiParameter("search", str, description="Forgives typing errors; best match first.")
ALL = OpenApiParameter("all", bool, description="Also what this person cannot do, and why not.")
HALF = Decimal("0.5")
PERSONAL = {"marked", "here"}  # filters that ask who asks


class ExerciseFilter(filters.FilterSet):
    muscle = filters.MultipleChoiceFilter(choices=Muscle.choices, method="filter_muscle")
    equipment = filters.MultipleChoiceFilter("equipment__equipment", choices=Equipment)
    pattern = filters.MultipleChoiceFilter(choices=Pattern)
    level = filters.ChoiceFilter(choices=Level)
    mechanics = filters.ChoiceFilter(choices=Mechanics)
    tracking = filters.ChoiceFilter(choices=Tracking)
    is_staple = YesNo()
    marked = filters.ChoiceFilter(choices=ExerciseMark.Kind, method="filter_marked")
    here = YesNo(method="filter_here")
    owner = filters.ChoiceFilter(
        choices=[("me", "Own"), ("library", "Library")], method="filter_owner"
    )

    def filter_muscle(self, queryset, name, value: list[str]):
        """Trained directly, or by half of each set, as on the page."""
        if not value:
            return queryset
        trained = ExerciseMuscle.objects.filter(muscle__in=value, share__gte=HALF)
        return queryset.filter(pk__in=trained.values("exercise_id"))

    def filter_marked(self, queryset, name, value: str):
        marked = ExerciseMark.objects.filter(user_id=self.request.user.pk or 0, kind=value)
        return queryset.filter(pk__in=marked.values("exercise_id"))

    def filter_here(self, queryset, name, value: bool):
        """With what the profile says is at hand, and without what it says is to be spared."""
        user = self.request.user
        if not user.is_authenticated:
            return queryset
        found = doable(catalogue.everything(user), Means.of(user.profile))
        ids = [exercise.pk for exercise in found.possible]
        return queryset.filter(pk__in=ids) if value else queryset.exclude(pk__in=ids)

    def filter_owner(self, queryset, name, value: str):
        if value == "me":
            return queryset.filter(owner_id=self.request.user.pk or 0)
        return queryset.exclude(origin=Exercise.Origin.PRIVATE)


class ExerciseViewSet(
    Marked,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet,
):
    """The library, and the private exercises of one's circle. Deleting retires: history stays."""

    serializer_class = ExerciseSerializer
    permission_classes = [Anyone, CanEdit]
    filterset_class = ExerciseFilter
    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options"]
    lookup_field = "slug"
    queryset = Exercise.objects.none()

    def get_permissions(self):
        if self.action in ("create", "partial_update", "destroy"):
            return [IsSignedIn(), CanEdit()]
        return super().get_permissions()

    @property
    def ordering_fields(self):
        return ["name"] if self.action == "list" else []

    @property
    def ordering(self):
        if self.action == "history":
            return ("-started_at", "-pk")
        return ("rank",) if self.searched else ("name", "pk")

    @property
    def parameters(self):
        own = {"history": ("trainee",), "substitutes": ("all",)}
        return own.get(self.action, ("search",))

    @property
    def searched(self):
        return self.action == "list" and self.request.query_params.get("search", "").strip()

    def get_queryset(self):
        rows = Exercise.objects.visible_to(self.request.user)
        if self.action in ("history", "substitutes", "trend"):
            return rows
        rows = rows.prefetch_related("muscles", "equipment")
        if self.action != "list":
            return rows
        return self._ranked(rows.in_use()) if self.searched else rows.in_use()

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    @extend_schema(parameters=[SEARCH])
    def list(self, request, *args, **kwargs):
        asked = request.query_params
        of_library = asked.get("owner") == "library" and not PERSONAL & set(asked)
        shared = of_library or not request.user.is_authenticated
        return answer_unless_unchanged(request, super().list, shared=shared)

    def retrieve(self, request, *args, **kwargs):
        shared = not request.user.is_authenticated
        return answer_unless_unchanged(request, super().retrieve, shared=shared, **kwargs)

    def perform_create(self, serializer):
        fields = dict(serializer.validated_data)
        if fields.pop("is_private", True):
            serializer.instance = exercises.create_private(owner=self.request.user, **fields)
        elif self.request.user.is_admin:
            serializer.instance = exercises.create_for_everybody(**fields)
        else:
            raise PermissionDenied("Only admins add to the library.")

    @extend_schema(request=ExerciseSerializer(partial=True), responses=ExerciseSerializer)
    def partial_update(self, request, slug):
        exercise = self.get_object()
        serializer = self.get_serializer(exercise, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        exercises.revise(exercise=exercise, **serializer.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    def perform_destroy(self, instance):
        exercises.retire(exercise=instance, at=timezone.now())

    @extend_schema(parameters=[TRAINEE], responses=OutingSerializer(many=True), filters=False)
    @action(detail=True, permission_classes=[IsSignedIn])
    def history(self, request, slug):
        """Sessions in which it was done, newest first, with the working sets of each."""
        trainee = trainee_asked_for(request)
        done = Set.objects.filter(trainee=trainee, exercise=self.get_object()).working()
        theirs = Session.objects.filter(trainee=trainee, pk__in=done.values("session_id"))
        sessions = theirs.prefetch_related(
            Prefetch("sets", done.in_order(), to_attr="working_sets")
        )
        page = self.paginate_queryset(sessions)
        return self.get_paginated_response(OutingSerializer(page, many=True).data)

    @extend_schema(parameters=[TRAINEE, TrendQuery], responses=TrendSerializer, filters=False)
    @action(detail=True, permission_classes=[IsSignedIn], pagination_class=None)
    def trend(self, request, slug):
        """One value a day: estimated max, top set, volume, reps, time or distance."""
        exercise, trainee = self.get_object(), trainee_asked_for(request)
        trends = Trends.read(trainee_id=trainee.pk, exercise_id=exercise.pk)
        return Response(trend_of(trends, request.query_params))

    @extend_schema(parameters=[ALL], responses=closed_list(SubstituteSerializer), filters=False)
    @action(detail=True, permission_classes=[Anyone], pagination_class=None)
    def substitutes(self, request, slug):
        """Exercises that train nearly the same thing, best first. What the signed-in person has
        not the equipment for, or wants to be spared, is left out unless `all` is asked for."""
        refuse_unknown(request, self)
        user = request.user if request.user.is_authenticated else None
        found = offers(self.get_object(), trainee=user, reader=user)
        shows_all = _asks_for_all(request)
        rows = [offer for offer in found if shows_all or not offer.why_not]
        return Response(
            one_page(
                SubstituteSerializer(rows, many=True, context=self.get_serializer_context()).data
            )
        )

    def _ranked(self, rows):
        found = catalogue.search(self.searched, user=self.request.user)
        order = [When(pk=exercise.pk, then=Value(n)) for n, exercise in enumerate(found)]
        rank = Case(*order, default=Value(0), output_field=IntegerField())
        return rows.filter(pk__in=[exercise.pk for exercise in found]).annotate(rank=rank)


def _asks_for_all(request):
    said = request.query_params.get("all", "false")
    if said not in ("true", "false"):
        raise ValidationError({"all": ["Choose true or false."]})
    return said == "true"
