"""What a phone kept while it had no signal, in one request; sending it twice changes nothing."""

from contextlib import suppress
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsSignedIn
from fitapp.lib.api import sentences
from fitapp.lib.errors import Refused
from training import logbook
from training.announcing import new_bests
from training.api.sessions import SessionSerializer
from training.api.set_serializers import ItemSerializer, SetSerializer
from training.api.sync_serializers import (
    DeletedEntry,
    ItemEntry,
    SessionEntry,
    SetEntry,
    SyncedSerializer,
    SyncSerializer,
)
from training.models import Session, SessionItem, Set
from training.syncing.book import Book
from training.syncing.deleting import delete
from training.syncing.edits import Outcome
from training.syncing.items import write_item
from training.syncing.sessions import write_session
from training.syncing.sets import write_set

POINTS = ("id", "session", "item")


class SyncView(APIView):
    """Takes sessions, items, sets and deletions in that order. Each stands alone: one that is
    refused says why and leaves the others be. Of two devices that disagree the later one stands,
    field by field, and the other is told."""

    permission_classes = [IsSignedIn]

    @extend_schema(request=SyncSerializer, responses=SyncedSerializer)
    def post(self, request):
        shape = SyncSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        said, self.now = shape.validated_data, timezone.now()
        takes = {
            "sessions": self._taking(SessionEntry, write_session),
            "items": self._taking(ItemEntry, write_item),
            "sets": self._taking(SetEntry, write_set),
            "deleted": self._delete,
        }
        with transaction.atomic():
            logbook.take_turns(request.user.pk)
            self.book = _open(request.user, said, self.now)
            outcomes = {
                name: [self._outcome(take, entry) for entry in said[name]]
                for name, take in takes.items()
            }
            broken = self.book.close()
        return Response(self._with_rows(outcomes, broken))

    def _taking(self, shape, write):
        def take(entry):
            read = shape(data=entry, context={"trainee": self.request.user})
            return write(self.book, read.edit(now=self.now))

        return take

    def _delete(self, entry):
        shape = DeletedEntry(data=entry)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        at = said.get("deleted_at", self.now)
        return delete(self.book, kind=said["type"], id=said["id"], at=at)

    def _outcome(self, take, entry):
        named = {"id": str(entry["id"]) if entry.get("id") else None}
        try:
            with transaction.atomic():
                merged = take(entry)
            conflicts = [conflict.as_json() for conflict in merged.conflicts]
            return {**named, "status": merged.status, "conflicts": conflicts}
        except Refused as refusal:
            errors = {"body": [str(refusal)]}
        except serializers.ValidationError as error:
            errors = sentences(error.detail)
        except ValidationError as error:
            errors = sentences(serializers.as_serializer_error(error))
        self.book.forget()  # what was half written is not in the database
        return {**named, "status": Outcome.REFUSED, "conflicts": [], "errors": errors}

    def _with_rows(self, outcomes, broken):
        ids = {_id_of(outcome) for named in outcomes.values() for outcome in named} - {None}
        rows = Rows(self.request.user, {self.book.instead.get(pk, pk) for pk in ids})
        for name, look in rows.by_list.items():
            for outcome in outcomes[name]:
                pk = _id_of(outcome)
                outcome["row"] = look(self.book.instead.get(pk, pk))
        for outcome in outcomes["sets"]:
            pk = _id_of(outcome)
            if pk in rows.sets and pk in broken:
                bests = new_bests(broken[pk], rows.sets[pk], reader=self.request.user)
                outcome.update({"bests": bests} if bests else {})
        return outcomes


class Rows:
    """The rows that were spoken of, as they are now."""

    def __init__(self, trainee, ids):
        self.sessions = Session.objects.filter(trainee=trainee).with_totals().in_bulk(ids)
        items = SessionItem.objects.filter(session__trainee=trainee)
        items = items.select_related("exercise", "planned_exercise")
        self.items = items.prefetch_related("sets__exercise").in_bulk(ids)
        sets = Set.objects.filter(trainee=trainee).select_related("exercise")
        self.sets = sets.in_bulk(ids)
        self.by_list = {
            "sessions": lambda pk: _shown(SessionSerializer, self.sessions.get(pk)),
            "items": lambda pk: _shown(ItemSerializer, self.items.get(pk)),
            "sets": lambda pk: _shown(SetSerializer, self.sets.get(pk)),
            "deleted": self._anything,
        }

    def _anything(self, pk):
        kinds = ("sessions", "items", "sets")
        return next(filter(None, (self.by_list[kind](pk) for kind in kinds)), None)


def _shown(shape, row):
    return None if row is None else shape(row).data


def _open(trainee, said, now):
    """The rows that are spoken of, read at once."""
    entries = [entry for named in said.values() for entry in named]
    told = [entry.get(name) for entry in entries for name in POINTS]
    ids = {_uuid(text) for text in told} - {None}
    slugs = {entry["exercise"] for entry in entries if isinstance(entry.get("exercise"), str)}
    book = Book(trainee, at=now)
    book.open(ids, slugs)
    return book


def _id_of(outcome):
    return _uuid(outcome["id"])


def _uuid(text):
    with suppress(ValueError, TypeError, AttributeError):
        return UUID(text)
    return None
