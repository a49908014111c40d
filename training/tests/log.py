"""What tests of the log write down: exercises, sessions and sets, with as little as possible."""

from datetime import timedelta
from decimal import Decimal

from conftest import NOON
from training.models import (
    Assignment,
    Exercise,
    ExerciseMuscle,
    LoadMode,
    PlannedSession,
    Session,
    SessionItem,
    Set,
)


def make_exercise(slug="back-squat", tracking="load_reps", muscles=None, **fields):
    exercise = Exercise.objects.create(
        slug=slug,
        name=slug.replace("-", " ").capitalize(),
        pattern="squat",
        mechanics="compound",
        level="beginner",
        tracking=tracking,
        **fields,
    )
    ExerciseMuscle.objects.bulk_create(
        ExerciseMuscle(exercise=exercise, muscle=muscle, share=Decimal(share))
        for muscle, share in (muscles or {"quads": "1", "glutes": "0.5"}).items()
    )
    return exercise


def make_session(trainee, *, days=0, hours=0, minutes=60, **fields):
    """A finished session of an hour, `days` after that Monday noon."""
    started_at = NOON + timedelta(days=days, hours=hours)
    fields.setdefault("day", started_at.astimezone(trainee.profile.zone).date())
    fields.setdefault("name", "Workout")
    fields.setdefault("finished_at", started_at + timedelta(minutes=minutes))
    return Session.objects.create(trainee=trainee, started_at=started_at, **fields)


def make_item(session, exercise, **fields):
    fields.setdefault("position", session.items.count())
    return SessionItem.objects.create(
        session=session,
        exercise=exercise,
        name=exercise.name,
        tracking=exercise.tracking,
        **fields,
    )


def make_sets(item, *rows, kind="work", load_mode=LoadMode.EXTERNAL, **fields):
    """One done set for each (load, reps), a minute apart."""
    before = item.sets.count()
    return [
        Set.objects.create(
            item=item,
            session=item.session,
            trainee_id=item.session.trainee_id,
            exercise_id=item.exercise_id,
            position=before + place,
            kind=kind,
            load_mode=load_mode,
            load_kg=None if load is None else Decimal(str(load)),
            reps=reps,
            completed_at=item.session.started_at + timedelta(minutes=before + place + 1),
            **fields,
        )
        for place, (load, reps) in enumerate(rows)
    ]


def make_workout(trainee, exercise, *rows, days=0, kind="work", load_mode=LoadMode.EXTERNAL):
    """A session of that one exercise, with one set for each (load, reps)."""
    item = make_item(make_session(trainee, days=days), exercise)
    return make_sets(item, *rows, kind=kind, load_mode=load_mode)


def prescription(**fields):
    """A set as a program document writes it."""
    blank = {
        "kind": "work",
        "side": "both",
        "reps_min": 5,
        "reps_max": 5,
        "duration_s": None,
        "distance_m": None,
        "load_kind": "absolute",
        "load_kg": 100,
        "load_unit": "kg",
        "load_percent": None,
        "rpe": None,
        "rest_s": 180,
    }
    return {**blank, **fields}


def entry(slug, *sets, **fields):
    blank = {"name": slug, "tempo": None, "notes": "", "progression": []}
    return {"exercise": slug, **blank, **fields, "sets": list(sets)}


def group(*items, kind="straight", **fields):
    blank = {"rounds": None, "rest_s": None, "interval_s": None, "time_cap_s": None}
    return {"kind": kind, **blank, **fields, "items": list(items)}


def document(*groups, name="Lower A"):
    return {"name": name, "day": 1, "notes": "", "groups": list(groups)}


def plan(trainee, document, *, day=None, position=0, assignment=None):
    """A planned session of its own, today unless told."""
    day = day or NOON.date()
    assignment = assignment or Assignment.objects.create(
        trainee=trainee, program_name="Base", starts_on=day, created_at=NOON
    )
    return PlannedSession.objects.create(
        assignment=assignment,
        trainee=trainee,
        position=position,
        block_name="One",
        cycle=1,
        name=document["name"],
        date=day,
        document=document,
    )
