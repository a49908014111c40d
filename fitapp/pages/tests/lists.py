"""Every list of training and imports: where it is, what it can be narrowed to and ordered by, what
it costs, and how to have more rows in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from conftest import NOON
from fitapp.pages.tests.a_busy_gym import Gym
from metrics.integrations.models import Import
from training import logbook
from training.commenting import comment
from training.documents import create_program
from training.marks import mark
from training.models import (
    Assignment,
    Exercise,
    PlannedSession,
    ProgramVersion,
    Record,
    Session,
)
from training.models import Gym as PlaceToTrain
from training.tests.programs import SQUAT, make_exercise, program_of

NO_DAYS = ["soon", "2026-02-30", "9" * 500]
NO_FLAGS = ["maybe", "1", "TRUE", "null"]
NO_CODES = ["other", "x" * 5000]


@dataclass
class List:
    """`queries` is what a page costs, whatever its length; `more` adds that many rows to it, some
    of which stand at the same place of its order; a list that `grows_once` takes them once."""

    path: Callable[[Gym], str]
    queries: int
    more: Callable[[Gym, int], Any]
    filters: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    orders: list[str] = field(default_factory=list)
    grows_once: bool = False


def session_path(gym, part):
    return f"/api/v1/sessions/{gym.sessions[0].pk}/{part}/"


def more_sessions(gym, count):
    for number in range(count):
        at = NOON - timedelta(days=number // 2)
        Session.objects.create(trainee=gym.ana, name="More", started_at=at, day=at.date())


def more_history(gym, count):
    exercise = Exercise.objects.get(slug=SQUAT)
    for number in range(count):
        at = NOON - timedelta(days=number // 2)
        session = logbook.start_free(trainee=gym.ana, by=gym.ana, at=at)
        item = logbook.add_exercise(session=session, exercise=exercise)
        logbook.log_set(set=item.sets.first(), at=at, load=Decimal(60), reps=5)


def more_records(gym, count):
    session = gym.sessions[0]
    Record.objects.bulk_create(
        Record(
            trainee=gym.ana,
            exercise=Exercise.objects.get(slug=SQUAT),
            kind=Record.Kind.LOAD,
            load_kg=50 + number,
            value=50 + number,
            session=session,
            achieved_at=NOON - timedelta(days=number // 3),
            superseded_at=NOON,
        )
        for number in range(count)
    )


def more_planned(gym, count):
    row = gym.assignments[0]
    last = row.planned_sessions.order_by("position").last()
    for number in range(count):
        day = last.date + timedelta(days=number // 2)
        PlannedSession.objects.create(
            assignment=row, trainee=gym.ana, position=last.position + 1 + number, block_name="B",
            cycle=1, name="More", date=day, document=last.document,
        )  # fmt: skip


def more_assignments(gym, count):
    Assignment.objects.bulk_create(
        Assignment(
            trainee=gym.ana, version=gym.programs[2].current(), program_name="More",
            assigned_by=gym.ana, starts_on=NOON.date(), created_at=NOON, ended_at=NOON,
        )
        for _ in range(count)
    )  # fmt: skip


def more_programs(gym, count):
    for number in range(count):
        at = NOON + timedelta(days=number // 2)
        create_program(owner=gym.ana, document=program_of("More"), at=at)


def more_gyms(gym, count):
    PlaceToTrain.objects.bulk_create(
        PlaceToTrain(owner=gym.ana, name="Garage", created_at=NOON + timedelta(days=number // 2))
        for number in range(count)
    )


def more_versions(gym, count):
    program = gym.programs[2]
    ProgramVersion.objects.bulk_create(
        ProgramVersion(program=program, number=2 + number, created_at=NOON)
        for number in range(count)
    )


def more_exercises(gym, count):
    for number in range(count):
        make_exercise(f"lift-{number}")


def more_marks(gym, count):
    for number in range(count):
        at = NOON - timedelta(days=number // 2)
        mark(exercise=make_exercise(f"lift-{number}"), user=gym.ana, kind="favourite", at=at)


def more_items(gym, count):
    for _ in range(count):
        exercise = Exercise.objects.get(slug=SQUAT)
        logbook.add_exercise(session=gym.sessions[0], exercise=exercise, set_count=1)


def more_sets(gym, count):
    for _ in range(count):
        logbook.add_set(item=gym.sessions[0].items.first())


def more_comments(gym, count):
    for number in range(count):
        at = NOON + timedelta(minutes=number // 2)
        comment(session=gym.sessions[0], author=gym.cole, text="More.", at=at)


def more_imports(gym, count):
    source = gym.ana.imports.first()
    Import.objects.bulk_create(
        Import(
            user=gym.ana, filename=f"{number}.csv", sha256=str(number), time_zone="UTC",
            counts=source.counts, created_at=NOON,
        )
        for number in range(count)
    )  # fmt: skip


def more_browsers(gym, count):
    for number in range(count):
        gym.subscribe(f"more-{number}", at=NOON + timedelta(minutes=number // 2))


FROM_TO = {"from": ["2026-03-01"], "to": ["2026-03-02"]}
NOT_FROM_TO = {"from": NO_DAYS, "to": NO_DAYS}

CODES = ("muscle", "equipment", "pattern", "level", "mechanics", "tracking", "owner")

LISTS = {
    "sessions": List(
        lambda gym: "/api/v1/sessions/",
        2,
        more_sessions,
        {
            **FROM_TO,
            "finished": ["true", "false"],
            "exercise": [SQUAT],
            "search": ["work", "%"],
        },
        {**NOT_FROM_TO, "finished": NO_FLAGS},
        ["started_at"],
    ),
    "sets": List(lambda gym: session_path(gym, "sets"), 4, more_sets),
    "items": List(lambda gym: session_path(gym, "items"), 6, more_items),
    "comments": List(lambda gym: session_path(gym, "comments"), 4, more_comments),
    "records": List(
        lambda gym: "/api/v1/records/",
        2,
        more_records,
        {
            "exercise": [SQUAT],
            "kind": ["load"],
            "standing": ["true", "false"],
            "search": ["squat"],
        },
        {"kind": NO_CODES, "standing": NO_FLAGS},
        ["achieved_at"],
    ),
    "history": List(lambda gym: f"/api/v1/exercises/{SQUAT}/history/", 4, more_history),
    "planned sessions": List(
        lambda gym: "/api/v1/planned-sessions/",
        4,
        more_planned,
        {**FROM_TO, "search": ["day", "strength"]},
        {**NOT_FROM_TO, "assignment": ["seven"]},
        ["date"],
    ),
    "assignments": List(
        lambda gym: "/api/v1/assignments/",
        3,
        more_assignments,
        {
            "mode": ["calendar", "sequence"],
            "ended_at__isnull": ["true", "false"],
            "search": ["more"],
        },
        {"mode": NO_CODES, "ended_at__isnull": NO_FLAGS, "program": ["seven"]},
        ["created_at", "starts_on"],
    ),
    "gyms": List(
        lambda gym: "/api/v1/gyms/",
        2,
        more_gyms,
        {"search": ["gar", "%"]},
        {},
        ["created_at", "name"],
    ),
    "programs": List(
        lambda gym: "/api/v1/programs/",
        3,
        more_programs,
        {
            "goal": ["general"],
            "level": ["beginner"],
            "mine": ["true", "false"],
            "public": ["true", "false"],
            "search": ["str", "%", "_", "\\", "'"],
        },
        {"goal": NO_CODES, "level": NO_CODES, "mine": NO_FLAGS, "public": NO_FLAGS},
        ["name", "created_at", "updated_at"],
    ),
    "versions": List(
        lambda gym: f"/api/v1/programs/{gym.programs[2].pk}/versions/",
        4,
        more_versions,
        grows_once=True,
    ),
    "exercises": List(
        lambda gym: "/api/v1/exercises/",
        4,
        more_exercises,
        {
            "muscle": ["quads"],
            "equipment": ["barbell"],
            "pattern": ["squat"],
            "level": ["beginner"],
            "mechanics": ["compound"],
            "tracking": ["load_reps"],
            "is_staple": ["true", "false"],
            "marked": ["never"],
            "here": ["true", "false"],
            "owner": ["me"],
            "search": ["squat", "%", "'"],
        },
        {
            **dict.fromkeys([*CODES, "marked"], NO_CODES),
            **dict.fromkeys(("is_staple", "here"), NO_FLAGS),
        },
        ["name"],
        grows_once=True,
    ),
    "push subscriptions": List(lambda gym: "/api/v1/push-subscriptions/", 2, more_browsers),
    "marks": List(
        lambda gym: "/api/v1/exercise-marks/",
        2,
        more_marks,
        {"kind": ["favourite", "never"]},
        {"kind": NO_CODES},
        ["marked_at"],
        grows_once=True,
    ),
    "imports": List(lambda gym: "/api/v1/imports/", 2,
        more_imports,
        {"state": ["previewed"], "kind": ["strong"], "search": ["csv"]},
        {"state": NO_CODES, "kind": NO_CODES},
        ["created_at"],
        grows_once=True,
    ),
}  # fmt: skip
