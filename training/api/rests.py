from django.core.exceptions import PermissionDenied
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsSignedIn
from fitapp.lib.api import Id, Strict
from training.models import RestTimer, Session

LONGEST_S = 14_400  # the longest time cap of a group


class RestSerializer(Strict):
    seconds = serializers.IntegerField(
        min_value=0, max_value=LONGEST_S, help_text="Until it is over, from now."
    )
    after = Id(required=False, allow_null=True, help_text="The set that was done.")
    next = Id(required=False, allow_null=True, help_text="The set that comes.")

    def validate(self, attrs):
        asked = {name: attrs[name] for name in ("after", "next") if attrs.get(name)}
        found = self.context["session"].sets.in_bulk(asked.values())
        missing = [name for name, pk in asked.items() if pk not in found]
        if missing:
            raise serializers.ValidationError(
                {name: ["There is no such set in this session."] for name in missing}
            )
        return attrs | {name: found[pk] for name, pk in asked.items()}


class RestView(APIView):
    """The rest that is taken now, kept where it survives the page: whoever allowed it is told of
    its end on every device. Put it again to make it longer or shorter; delete it to skip it."""

    serializer_class = RestSerializer
    permission_classes = [IsSignedIn]

    @extend_schema(responses=RestSerializer)
    def get(self, request, pk):
        timer = RestTimer.objects.filter(session=self._session(pk)).first()
        return Response(_read(timer, at=timezone.now()))

    @extend_schema(request=RestSerializer, responses=RestSerializer)
    def put(self, request, pk):
        session = self._editable_session(pk)
        shape = RestSerializer(data=request.data, context={"session": session})
        shape.is_valid(raise_exception=True)
        said, at = shape.validated_data, timezone.now()
        timer = RestTimer.objects.begin(
            session=session,
            seconds=said["seconds"],
            after=said.get("after"),
            upcoming=said.get("next"),
            at=at,
        )
        return Response(_read(timer, at=at))

    def delete(self, request, pk):
        RestTimer.objects.give_up(session=self._editable_session(pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _session(self, pk):
        return get_object_or_404(Session.objects.visible_to(self.request.user), pk=pk)

    def _editable_session(self, pk):
        session = self._session(pk)
        if not session.can_be_edited_by(self.request.user):
            raise PermissionDenied
        return session


def _read(timer, *, at):
    if timer is None:
        return {"seconds": 0, "after": None, "next": None}
    return {
        "seconds": timer.seconds_left(at=at),
        "after": timer.after_id,
        "next": timer.upcoming_id,
    }
