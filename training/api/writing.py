"""From the shapes of the API to the verbs of the log; one set or one session of a request, or of
many that a phone kept while it had no signal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework import serializers

from training import logbook
from training.api.set_serializers import FIGURES
from training.models import Exercise, PlannedSession, Session, SessionItem, Set

SAID_OF_A_SET = ("kind", "side", "load_mode", "entered_unit", "completed_at", *FIGURES)


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
    change_set(row=_loaded(row), data=data, user=user, at=at)
    return row, known is None


@transaction.atomic
def change_set(*, row, data, user, at):
    """Apply what `data` says about a set, and leave the rest as whoever wrote last left it."""
    logbook.take_turns(row.trainee_id)
    row.refresh_from_db(fields=[*SAID_OF_A_SET])
    kind, side = data.get("kind", row.kind), data.get("side", row.side)
    if (kind, side) != (row.kind, row.side):
        logbook.change_set(set=row, kind=kind, side=side)
    if "completed_at" in data and data["completed_at"] is None:
        if row.is_done:
            logbook.undo_set(set=row)
        return
    if any(data.get(name) is not None for name in FIGURES) or _corrects(row, data):
        _log(row, data, user, data.get("completed_at") or at)


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


def _log(row, data, user, at):
    figures = {
        name: data.get(name, getattr(row, name))
        for name in ("reps", "duration_s", "distance_m", "rpe")
    }
    load = _load(row, data, user)
    try:
        logbook.log_set(set=row, at=at, load_mode=data.get("load_mode"), **load, **figures)
    except ValidationError as error:
        errors = error.message_dict
        if "load" in errors:  # named as the client wrote it
            errors["entered_load" if "entered_load" in data else "load_kg"] = errors.pop("load")
        raise serializers.ValidationError(errors) from error


def _planned(pk, trainee, user):
    found = PlannedSession.objects.visible_to(user).filter(trainee=trainee, pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"planned": ["There is no such planned session."]})
    return found


def _loaded(row):
    return Set.objects.select_related("item", "session__trainee__profile").get(pk=row.pk)


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


def _corrects(row, data):
    """Of a set that is done, a figure may also be taken away."""
    return row.is_done and any(name in data for name in (*FIGURES, "load_mode"))


def _load(row, data, user):
    if data.get("entered_load") is not None:
        return {"load": data["entered_load"], "unit": data["entered_unit"]}
    if "load_kg" in data:
        return {"load": data["load_kg"], "unit": "kg"}
    if row.entered_load is not None:
        return {"load": row.entered_load, "unit": row.entered_unit}
    return {"load": row.load_kg, "unit": "kg"}
