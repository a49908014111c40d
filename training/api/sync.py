"""What a phone kept while it had no signal, in one request; sending it twice changes nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsSignedIn
from fitapp.lib.api import Id, Strict, sentences
from fitapp.lib.errors import Refused
from training import logbook
from training.api.sessions import SessionSerializer
from training.api.set_serializers import SetWriteSerializer
from training.api.writing import change_session, change_set, write_new_session, write_new_set
from training.models import Session, Set

MOST = 500


class DeletedSerializer(Strict):
    type = serializers.ChoiceField(["session", "set"])
    id = Id()


class SyncSerializer(Strict):
    sessions = serializers.ListField(child=serializers.DictField(), max_length=MOST, default=list)
    sets = serializers.ListField(child=serializers.DictField(), max_length=MOST, default=list)
    deleted = serializers.ListField(child=serializers.DictField(), max_length=MOST, default=list)


class OutcomeSerializer(serializers.Serializer):
    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(["created", "unchanged", "updated", "refused"])
    errors = serializers.DictField(required=False)


class SyncedSerializer(serializers.Serializer):
    sessions = OutcomeSerializer(many=True)
    sets = OutcomeSerializer(many=True)
    deleted = OutcomeSerializer(many=True)


class SyncView(APIView):
    """Takes sessions, sets and deletions in that order. Each stands alone: one that is refused
    says why and leaves the others be."""

    permission_classes = [IsSignedIn]

    @extend_schema(request=SyncSerializer, responses=SyncedSerializer)
    def post(self, request):
        shape = SyncSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        takes = {"sessions": self._session, "sets": self._set, "deleted": self._delete}
        return Response(
            {
                name: [self._outcome(take, entry) for entry in shape.validated_data[name]]
                for name, take in takes.items()
            }
        )

    def _outcome(self, take, entry):
        named = {"id": str(entry["id"]) if entry.get("id") else None}
        try:
            with transaction.atomic():
                return {**named, "status": take(entry)}
        except Refused as refusal:
            errors = {"body": [str(refusal)]}
        except serializers.ValidationError as error:
            errors = sentences(error.detail)
        except ValidationError as error:
            errors = sentences(serializers.as_serializer_error(error))
        except Http404:
            errors = {"body": ["This belongs to something that is not there."]}
        return {**named, "status": "refused", "errors": errors}

    def _session(self, entry):
        shape = SessionSerializer(data=_with_id(entry))
        shape.is_valid(raise_exception=True)
        data = dict(shape.validated_data)
        if data.pop("trainee_id", str(self.request.user.pk)) != str(self.request.user.pk):
            raise serializers.ValidationError({"trainee": ["A phone syncs its own person."]})
        data["planned"] = data.pop("planned_id", None)
        session, is_new = self._new_session(data)
        if is_new:
            return "created"
        return _status_of(session, lambda row: change_session(session=row, data=data))

    def _new_session(self, data):
        return write_new_session(
            data=data, trainee=self.request.user, user=self.request.user, at=timezone.now()
        )

    def _set(self, entry):
        entry = dict(_with_id(entry))
        session = self._own_session(entry.pop("session", None))
        shape = SetWriteSerializer(data=entry)
        shape.is_valid(raise_exception=True)
        data, at = shape.validated_data, timezone.now()
        there = Set.objects.filter(pk=data["id"], session=session)
        row = there.select_related("item", "session__trainee__profile").first()
        if row is not None:
            who = self.request.user
            return _status_of(row, lambda row: change_set(row=row, data=data, user=who, at=at))
        write_new_set(session=session, data=data, user=self.request.user, at=at)
        return "created"

    def _delete(self, entry):
        shape = DeletedSerializer(data=entry)
        shape.is_valid(raise_exception=True)
        kind, pk = shape.validated_data["type"], shape.validated_data["id"]
        model = Session if kind == "session" else Set
        row = model.objects.filter(pk=pk, trainee=self.request.user).first()
        if row is None:
            return "unchanged"  # gone already, or never there for this person
        if kind == "session":
            logbook.delete_session(session=row)
        else:
            logbook.delete_set(set=row)
        return "updated"

    def _own_session(self, pk):
        own = Session.objects.filter(trainee=self.request.user)
        field = serializers.PrimaryKeyRelatedField(queryset=own, pk_field=Id())
        try:
            return field.run_validation(pk)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"session": error.detail}) from error


def _with_id(entry):
    if not entry.get("id"):
        raise serializers.ValidationError({"id": ["Give it an id, so that it is written once."]})
    return entry


def _status_of(row, change):
    before = model_to_dict(row)
    change(row)
    row.refresh_from_db()
    return "unchanged" if model_to_dict(row) == before else "updated"
