"""From the shapes of the API to the verbs of the log; one set or one session of a request, or of
many that a phone kept while it had no signal."""

from django.db import transaction
from rest_framework import serializers

from training import logbook
from training.models import Exercise, PlannedSession, Session, SessionItem, Set
from training.syncing.sets import correct_set


def find_exercise(slug, user):
    found = Exercise.objects.visible_to(user).filter(slug=slug).first()
    if found is None:
        raise serializers.ValidationError({"exercise": ["There is no such exercise."]})
    return found


@transaction.atomic
def write_new_set(*, session, data, user, at):
    """The set, and whether it is new. An id that is there already is the same set again."""
    known = Set.objects.filter(pk=data.get("id"), session=session).first() if "id" in data else None
    row = known or _add_set(session, data, user)
    row = _loaded(row)
    correct_set(row, data, at=at)
    return row, known is None


@transaction.atomic
def write_new_session(*, data, trainee, user, at):
    """The session, and whether it is new."""
    known = Session.objects.filter(pk=data.get("id"), trainee=trainee).first()
    if known is not None:
        return known, False
    started_at = data.get("started_at") or at
    if data.get("planned"):
        planned = _planned(data["planned"], trainee, user)
        begun = Session.objects.filter(planned=planned).exists()
        session = logbook.start_planned(planned=planned, by=user, at=started_at, id=data.get("id"))
        if begun:
            return session, False
        if data.get("finished_at"):
            logbook.finish_session(session=session, at=data["finished_at"])
    else:
        session = logbook.start_free(
            trainee=trainee,
            by=user,
            at=started_at,
            name=data.get("name") or "Workout",
            id=data.get("id"),
            finished_at=data.get("finished_at"),
        )
    said = {name: data[name] for name in ("name", "rpe", "note") if data.get(name)}
    if said:
        change_session(session=session, data=said)
    return session, True


@transaction.atomic
def change_session(*, session, data):
    """Apply what `data` says about a session, and leave the rest."""
    if session.finished_at is None and data.get("finished_at"):
        logbook.finish_session(session=session, at=data["finished_at"])
    logbook.correct_session(session=session, changes=data)


def _planned(pk, trainee, user):
    found = PlannedSession.objects.visible_to(user).filter(trainee=trainee, pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"planned": ["There is no such planned session."]})
    return found


def _loaded(row):
    return Set.objects.select_related("item", "exercise", "session__trainee__profile").get(
        pk=row.pk
    )


def _add_set(session, data, user):
    return logbook.add_set(
        item=_item(session, data, user),
        id=data.get("id"),
        kind=data.get("kind"),
        side=data.get("side"),
    )


def _item(session, data, user):
    items = SessionItem.objects.select_related("session").filter(session=session)
    if data.get("item"):
        found = items.filter(pk=data["item"]).first()
        if found is None:
            raise serializers.ValidationError({"item": ["There is no such item."]})
        return found
    if not data.get("exercise"):
        raise serializers.ValidationError({"exercise": ["Name an exercise or an item."]})
    exercise = find_exercise(data["exercise"], user)
    there = items.filter(exercise=exercise).order_by("-position").first()
    return there or logbook.add_exercise(session=session, exercise=exercise, set_count=0)
