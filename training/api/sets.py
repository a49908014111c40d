from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from accounts.access import IsSignedIn
from training import logbook
from training.api.set_serializers import (
    CommentSerializer,
    ItemChangeSerializer,
    ItemSerializer,
    NewItemSerializer,
    SetSerializer,
    SetWriteSerializer,
    SwapSerializer,
)
from training.api.writing import find_exercise, write_new_set
from training.commenting import comment, delete_comment
from training.models import Comment, Session, SessionItem, Set
from training.syncing.sets import correct_set


class OfSession(viewsets.GenericViewSet):
    """What belongs to one session. Reading asks who sees it, writing who may change it."""

    permission_classes = [IsSignedIn]
    lookup_value_regex = "[0-9a-f-]{36}"

    def session(self):
        rows = Session.objects.visible_to(self.request.user).select_related("trainee__profile")
        return get_object_or_404(rows, pk=self.kwargs["session_pk"])

    def editable_session(self):
        session = self.session()
        if not session.can_be_edited_by(self.request.user):
            raise PermissionDenied
        return session

    def read(self, request, shape_class):
        shape = shape_class(data=request.data, partial=request.method == "PATCH")
        shape.is_valid(raise_exception=True)
        return shape.validated_data


class SetViewSet(mixins.ListModelMixin, OfSession):
    """The sets of a session, in the order they are trained."""

    serializer_class = SetSerializer
    queryset = Set.objects.none()
    ordering = ("item_position", "item_id", "position", "pk")

    def get_queryset(self):
        rows = Set.objects.filter(session=self.session()).select_related("exercise", "item")
        return rows.annotate(item_position=F("item__position"))

    @extend_schema(request=SetWriteSerializer, responses={200: SetSerializer, 201: SetSerializer})
    def create(self, request, session_pk):
        session = self.editable_session()
        data = self.read(request, SetWriteSerializer)
        row, is_new = write_new_set(
            session=session, data=data, user=request.user, at=timezone.now()
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(SetSerializer(row).data, status=code)

    @extend_schema(request=SetWriteSerializer, responses=SetSerializer)
    def partial_update(self, request, session_pk, pk):
        row = self._editable(pk)
        data = self.read(request, SetWriteSerializer)
        correct_set(row, data, at=timezone.now())
        return Response(SetSerializer(row).data)

    def destroy(self, request, session_pk, pk):
        logbook.delete_set(set=self._editable(pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _editable(self, pk):
        """Mostly one's own, which is asked first."""
        rows = Set.objects.select_related("item", "exercise", "session__trainee__profile")
        own = {"trainee": self.request.user, "session": self.kwargs["session_pk"]}
        try:
            return get_object_or_404(rows, pk=pk, **own)
        except Http404:
            return get_object_or_404(rows, pk=pk, session=self.editable_session())


class ItemViewSet(mixins.ListModelMixin, OfSession):
    """The exercises of a session."""

    serializer_class = ItemSerializer
    queryset = SessionItem.objects.none()
    ordering = ("position", "pk")

    def get_queryset(self):
        rows = SessionItem.objects.filter(session=self.session())
        return rows.select_related("exercise", "planned_exercise").prefetch_related(
            "sets__exercise"
        )

    @extend_schema(request=NewItemSerializer, responses={201: ItemSerializer})
    def create(self, request, session_pk):
        session = self.editable_session()
        data = self.read(request, NewItemSerializer)
        exercise = find_exercise(data["exercise"], request.user)
        known = SessionItem.objects.filter(pk=data.get("id")).exists()
        item = logbook.add_exercise(session=session, exercise=exercise, id=data.get("id"))
        return self._answer(item, code=200 if known else 201)

    @extend_schema(request=ItemChangeSerializer, responses=ItemSerializer)
    def partial_update(self, request, session_pk, pk):
        item, data = self._editable(pk), self.read(request, ItemChangeSerializer)
        if "note" in data:
            logbook.note_on_exercise(item=item, note=data["note"])
        if "position" in data:
            logbook.move_exercise(item=item, to=data["position"])
        return self._answer(item)

    def destroy(self, request, session_pk, pk):
        logbook.remove_exercise(item=self._editable(pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=SwapSerializer, responses=ItemSerializer)
    @action(detail=True, methods=["post"])
    def swap(self, request, session_pk, pk):
        item, data = self._editable(pk), self.read(request, SwapSerializer)
        exercise = find_exercise(data["exercise"], request.user)
        return self._answer(logbook.swap_exercise(item=item, exercise=exercise))

    @extend_schema(request=None, responses=ItemSerializer)
    @action(detail=True, methods=["post"])
    def skip(self, request, session_pk, pk):
        item = self._editable(pk)
        logbook.skip_exercise(item=item, at=timezone.now())
        return self._answer(item)

    @extend_schema(request=None, responses=ItemSerializer)
    @action(detail=True, methods=["post"])
    def unskip(self, request, session_pk, pk):
        item = self._editable(pk)
        logbook.unskip_exercise(item=item)
        return self._answer(item)

    def _editable(self, pk):
        rows = SessionItem.objects.select_related("session__trainee__profile", "exercise")
        return get_object_or_404(rows, pk=pk, session=self.editable_session())

    def _answer(self, item, code=200):
        return Response(ItemSerializer(self.get_queryset().get(pk=item.pk)).data, status=code)


class CommentViewSet(mixins.ListModelMixin, OfSession):
    """What the trainee and those who coach her say about a session."""

    serializer_class = CommentSerializer
    queryset = Comment.objects.none()
    ordering = ("created_at", "pk")

    def get_queryset(self):
        said = Comment.objects.visible_to(self.request.user).filter(session=self.session())
        return said.select_related("author__profile")

    def create(self, request, session_pk):
        session = self.session()
        if not session.can_be_commented_by(request.user):
            raise PermissionDenied
        text = self.read(request, CommentSerializer)["text"]
        made = comment(session=session, author=request.user, text=text, at=timezone.now())
        return Response(CommentSerializer(made).data, status=status.HTTP_201_CREATED)

    def destroy(self, request, session_pk, pk):
        found = get_object_or_404(self.get_queryset(), pk=pk)
        if not found.can_be_edited_by(request.user):
            raise PermissionDenied
        delete_comment(comment=found)
        return Response(status=status.HTTP_204_NO_CONTENT)
