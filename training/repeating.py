"""A session once more: the same again now, on another day, or as a program of its own."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch

from accounts.models import User
from fitapp.lib.errors import Refused
from training.documents import create_program
from training.documents.reading import FAST, Document, leave_out_videos, number
from training.logbook import start_free, take_turns
from training.logbook.sessions import A_DOUBLE_PRESS
from training.models import (
    Assignment,
    Exercise,
    LoadKind,
    LoadMode,
    PlannedSession,
    Program,
    Session,
    SessionItem,
    Set,
)
from training.planning import A_YEAR, DayHasPassed, TooFarAway, today_of
from training.prescribing import prescribe, write_items

MOST_SETS, MOST_GROUPS, MOST_REPS, LONGEST_S, LONGEST_REST_S = 30, 30, 1000, 86_400, 3600
WEEKS: Final = 4


class NothingToRepeat(Refused):
    pass


@transaction.atomic
def repeat_session(*, session: Session, by: User, at: datetime) -> Session:
    """Begin the same again, its loads and reps as targets. Pressed twice, it is begun once.

    Raises NothingToRepeat.
    """
    take_turns(session.trainee_id)
    begun = Session.objects.under_way().filter(
        trainee=session.trainee_id, name=session.name, started_at__range=(at - A_DOUBLE_PRESS, at)
    )
    if (just_now := begun.exclude(pk=session.pk).first()) is not None:
        return just_now
    document = workout_of(session, by=by)
    made = start_free(trainee=session.trainee, by=by, at=at, name=session.name)
    write_items(
        session=made, prescribed=prescribe(trainee=session.trainee, document=document, before=at)
    )
    return made


@transaction.atomic
def plan_again(*, session: Session, by: User, on: date, at: datetime) -> PlannedSession:
    """Put the same workout on a day to come, outside of any program. Sent twice, it is there once.

    Raises NothingToRepeat, DayHasPassed, TooFarAway.
    """
    take_turns(session.trainee_id)
    if on < today_of(session.trainee, at):
        raise DayHasPassed("A workout cannot be planned for a day that has passed.")
    if on - at.date() > A_YEAR:
        raise TooFarAway("Choose a day within a year from today.")
    document = workout_of(session, by=by)
    same = PlannedSession.objects.open().filter(
        trainee=session.trainee_id, date=on, name=document["name"], assignment__version=None
    )
    if (there := same.first()) is not None:
        return there
    assignment = Assignment.objects.create(
        trainee=session.trainee, program_name=document["name"], assigned_by=by, starts_on=on,
        created_at=at,
    )  # fmt: skip
    return PlannedSession.objects.create(
        assignment=assignment, trainee=session.trainee, position=0, block_name="", cycle=1,
        name=document["name"], date=on, document=document,
    )  # fmt: skip


def save_as_program(*, session: Session, by: User, at: datetime) -> Program:
    """A program of one's own with this workout in it, to go on from. Raises NothingToRepeat."""
    workout = workout_of(session, by=by)
    block = {"name": "Block 1", "cycles": WEEKS, "cycle_days": 7, "workouts": [workout]}
    document = {"name": session.name, "is_public": False, "blocks": [block]}
    leave_out_videos(document)  # they are a trainer's, for those who train with her
    return create_program(owner=by, document=document, at=at)


def workout_of(session: Session, *, by: User) -> Document:
    """What was done, as a program writes a workout; where a set was left out, what was meant.
    Exercises that this person does not see are left out. Raises NothingToRepeat."""
    seen = Exercise.objects.visible_to(by)
    sets = Set.objects.order_by("position", "pk")
    items = (
        session.items.filter(exercise__in=seen, skipped_at=None)
        .exclude(sets=None)
        .select_related("exercise")
        .prefetch_related(Prefetch("sets", sets))
        .order_by("position", "pk")
    )
    groups = [
        {"kind": rows[0].group_kind, "items": [_item(row) for row in rows[:10]]}
        for _, alike in groupby(items, key=lambda item: item.group)
        for rows in [list(alike)]
    ]
    if not groups:
        raise NothingToRepeat("There is no exercise in this session to do again.")
    return {"name": session.name, "day": 1, "notes": "", "groups": groups[:MOST_GROUPS]}


def _item(item: SessionItem) -> Document:
    assert item.exercise is not None  # noqa: S101  # filtered
    rest = None if item.rest_s is None else min(item.rest_s, LONGEST_REST_S)
    tempo = [part if part == FAST else int(part) for part in item.tempo.split("-") if part]
    return {
        "exercise": item.exercise.slug,
        "name": item.exercise.name,
        "tempo": tempo or None,
        "notes": item.cue[:1000],
        "video_url": item.video_url,
        "progression": [],
        "sets": [_set(row, rest) for row in list(item.sets.all())[:MOST_SETS]],
    }


def _set(row: Set, rest_s: int | None) -> Document:
    figures = _done(row) if row.is_done else _meant(row)
    load = figures.pop("load_kg")
    kind = LoadKind.NONE
    if row.load_mode != LoadMode.EXTERNAL:
        kind, sign = LoadKind.BODYWEIGHT, -1 if row.load_mode == LoadMode.ASSISTED else 1
        load = sign * (load or 0)
    elif load is not None:
        kind = LoadKind.ABSOLUTE
    return {
        "kind": row.kind,
        "side": row.side,
        **{name: number(value) for name, value in figures.items()},
        "load_kind": kind,
        "load_kg": number(load),
        "load_unit": row.entered_unit or "kg",
        "load_percent": None,
        "rpe": None,
        "rest_s": rest_s,
    }


def _done(row: Set) -> dict[str, Any]:
    reps = None if row.reps is None else min(row.reps, MOST_REPS)
    return {
        "load_kg": row.load_kg,
        "reps_min": reps,
        "reps_max": reps,
        "duration_s": min(row.duration_s, LONGEST_S) if row.duration_s else None,
        "distance_m": row.distance_m,
    }


def _meant(row: Set) -> dict[str, Any]:
    return {
        "load_kg": row.target_load_kg,
        "reps_min": row.target_reps_min,
        "reps_max": row.target_reps_max,
        "duration_s": row.target_duration_s,
        "distance_m": row.target_distance_m,
    }
