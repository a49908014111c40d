"""Every action of training and imports that takes JSON: a body it takes, and what is no value of
each of its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from conftest import NOON
from fitapp.pages.tests.a_busy_gym import NOBODY, Gym
from training.documents import read_document
from training.tests.log import document, entry, group, prescription
from training.tests.programs import BENCH, SQUAT, program_of

INFINITE = float("inf")  # sent as 1e400, which is JSON
NO_TEXT = [[], {}, True, "\0", None]
NO_NUMBER = ["many", "", True, [], {}, "NaN", INFINITE, 10**40, "9" * 5000]
NO_MOMENT = ["soon", "", 7, True, [], {}, "2026-13-01T00:00:00Z", "9999-12-31T23:59:59Z", "\0"]
NO_DAY = ["soon", "", 7, True, [], {}, "2026-02-30", "2026-03-02T12:00:00Z", "\0"]
NO_UUID = ["", "seven", True, [], {}, "\0", INFINITE, "0" * 200]
NO_FLAG = ["maybe", [], {}, 7, "\0", None]
NO_CHOICE = ["", "other", 7, True, [], {}, "\0"]
NO_LIST = ["words", 7, True, {"a": 1}, None]
RPE = [*NO_NUMBER, 0, 11, -1, 7.55]


@dataclass
class Door:
    """`wrong` maps each field, as the path that an error names, to values that are refused."""

    method: str
    path: Callable[[Gym], str]
    good: Callable[[Gym], dict[str, Any]]
    wrong: dict[str, list[Any]]
    read_only: list[str] = field(default_factory=list)
    who: str = "ana"


def session_of(gym, who="ana"):
    return gym.sessions[0 if who == "ana" else 1]


def session_url(gym, *more):
    return "/".join([f"/api/v1/sessions/{session_of(gym).pk}", *map(str, more), ""])


def first_item(gym):
    return session_of(gym).items.order_by("position").first()


def planned_of(gym):
    return gym.assignments[0].planned_sessions.in_order().first()


SESSION = {
    "name": [[], {}, True, "\0", None, "", "x" * 81],
    "started_at": [*NO_MOMENT, None, "1969-01-01T00:00:00Z"],
    "rpe": RPE,
    "note": [[], {}, True, "\0", None, "x" * 4001],
}
SET = {
    "kind": [*NO_CHOICE, None],
    "side": [*NO_CHOICE, None],
    "load_mode": [*NO_CHOICE, None],
    "load_kg": [*NO_NUMBER, 10_000, -1, 1.2345],
    "reps": [*NO_NUMBER, -1, 10_001, 1.5],
    "rpe": [*NO_NUMBER, 0, 11],
    "completed_at": NO_MOMENT,
    "duration_s": NO_NUMBER,
    "distance_m": NO_NUMBER,
}
DOCUMENT = {
    "name": [[], {}, True, "\0", None, "", "x" * 101],
    "summary": [[], {}, True, "\0", None, "x" * 2001],
    "goal": [*NO_CHOICE, None],
    "level": [*NO_CHOICE, None],
    "is_public": NO_FLAG,
    "blocks": [*NO_LIST, [7], [[]], [{}] * 27],
    "blocks.0.name": [[], {}, True, "\0", None, "", "x" * 81],
    "blocks.0.cycles": [*NO_NUMBER, None, 0, 53],
    "blocks.0.cycle_days": [*NO_NUMBER, None, 0, 29],
    "blocks.0.workouts.0.day": [*NO_NUMBER, None, 0, 8],
    "blocks.0.workouts.0.groups.0.kind": [*NO_CHOICE, None],
    "blocks.0.workouts.0.groups.0.rounds": [*NO_NUMBER, 0, 101],
    "blocks.0.workouts.0.groups.0.rest_s": [*NO_NUMBER, -1, 3601],
    "blocks.0.workouts.0.groups.0.items": [*NO_LIST, [], [{}] * 11],
    "blocks.0.workouts.0.groups.0.items.0.exercise": [[], {}, True, "\0", None, "", "no-such"],
    "blocks.0.workouts.0.groups.0.items.0.tempo": ["3110", [3, 1], [3, 1, 1, 99], {}, [True] * 4],
    "blocks.0.workouts.0.groups.0.items.0.sets.0.reps_min": [*NO_NUMBER, -1, 1001],
    "blocks.0.workouts.0.groups.0.items.0.sets.0.load_kg": [*NO_NUMBER, -501, 2001, None],
    "blocks.0.workouts.0.groups.0.items.0.sets.0.load_unit": [*NO_CHOICE, "stone", None],
    "blocks.0.workouts.0.groups.0.items.0.sets.0.rpe": RPE,
    "blocks.0.workouts.0.groups.0.items.0.sets.0.colour": ["red"],
}
GYM_HAS = {
    "name": "Garage",
    "bars": [{"kind": "barbell", "weight": 20, "unit": "kg"}],
    "plates": [{"weight": 45, "unit": "lb", "count": 4}],
    "dumbbells": [{"weight": 22.5, "unit": "kg"}],
    "machines": [{"kind": "cable", "start": 5, "step": 5, "most": 100, "unit": "kg"}],
}
GYM = {
    "name": [[], {}, True, "\0", None, "", "x" * 61],
    "bars": [*NO_LIST, [7], [{"kind": "barbell", "weight": 20}] * 13],
    "bars.0.kind": [*NO_CHOICE, "rack", None],
    "plates.0.weight": [*NO_NUMBER, None, 0, -1, 501, 1.2345],
    "plates.0.unit": [*NO_CHOICE, "stone", None],
    "plates.0.count": [*NO_NUMBER, None, 0, 41, 1.5],
    "dumbbells": [*NO_LIST, [7], [[]]],
    "dumbbells.0.colour": ["red"],
    "kettlebells": NO_LIST,
    "machines.0.step": [*NO_NUMBER, None, 0, 0.1],
    "machines.0.most": [*NO_NUMBER, None, -1, 4, 1000],
    "is_in_use": NO_FLAG,
}
EXERCISE = {
    "name": [[], {}, True, "\0", None, "", "x" * 101],
    "aliases": [*NO_LIST, ["x" * 61], ["a"] * 11, [[]], ["\0"]],
    "pattern": [*NO_CHOICE, None],
    "mechanics": [*NO_CHOICE, None],
    "level": [*NO_CHOICE, None],
    "tracking": [*NO_CHOICE, None],
    "unilateral": NO_FLAG,
    "muscles": ["quads", 7, True, [], None, {"quad": 1}, {"quads": 2}, {"quads": INFINITE},
                {"quads": "NaN"}, {"quads": True}, {"\0": 1}, {"quads": {}}],
    "equipment": ["barbell", 7, True, None, ["gold"], [7], [[]], [{}]],
    "steps": [*NO_LIST, ["x" * 501], ["a"] * 13],
    "mistakes": [*NO_LIST, [{}], ["a"], [{"mistake": "a", "fix": "b", "c": "d"}]],
    "stresses": [*NO_LIST, ["heart"]],
    "video": ["https://example.com/v"],
}  # fmt: skip

DOORS = {
    "write a session": Door(
        "post",
        lambda gym: "/api/v1/sessions/",
        lambda gym: {"name": "Legs", "started_at": NOON.isoformat()},
        {
            **SESSION,
            "id": NO_UUID,
            "trainee": [[], {}, True, "\0", "Ana", "-1", "9" * 4500, "0x1", 99999999],
            "planned": [*NO_UUID, NOBODY],
            "finished_at": [*NO_MOMENT, (NOON - timedelta(hours=1)).isoformat()],
        },
        ["day", "logged_by", "set_count", "volume_kg"],
    ),
    "correct a session": Door(
        "patch",
        lambda gym: session_url(gym),
        lambda gym: {"name": "Legs"},
        {**SESSION, "finished_at": NO_MOMENT},
        ["id", "trainee", "planned", "day", "logged_by", "set_count", "volume_kg"],
    ),
    "finish a session": Door(
        "post",
        lambda gym: f"/api/v1/sessions/{gym.under_way.pk}/finish/",
        lambda gym: {"rpe": 8},
        {"at": [*NO_MOMENT, None], "rpe": RPE, "note": [[], {}, True, "\0", None, "x" * 4001]},
        ["finished_at"],
        who="cole",
    ),
    "add a set": Door(
        "post",
        lambda gym: session_url(gym, "sets"),
        lambda gym: {"item": str(first_item(gym).pk), "load_kg": 100, "reps": 5},
        {**SET, "id": NO_UUID, "item": [*NO_UUID, NOBODY], },
        ["session", "position", "target_load_kg", "trainee"],
    ),
    "add a set of an exercise": Door(
        "post",
        lambda gym: session_url(gym, "sets"),
        lambda gym: {"exercise": SQUAT, "entered_load": 225, "entered_unit": "lb", "reps": 5},
        {
            "exercise": [[], {}, True, "\0", None, "", "no such", "no-such", "x" * 81],
            "entered_load": [*NO_NUMBER, 99_999],
            "entered_unit": [*NO_CHOICE, "stone"],
        },
    ),
    "correct a set": Door(
        "patch",
        lambda gym: session_url(gym, "sets", first_item(gym).sets.first().pk),
        lambda gym: {"reps": 6},
        SET,
        ["id", "item", "exercise", "session", "position", "trainee"],
    ),
    "add an exercise to a session": Door(
        "post",
        lambda gym: session_url(gym, "items"),
        lambda gym: {"exercise": BENCH},
        {"id": NO_UUID, "exercise": [[], {}, True, "\0", None, "", "no-such", "x" * 81]},
        ["session", "position", "name"],
    ),
    "change an exercise of a session": Door(
        "patch",
        lambda gym: session_url(gym, "items", first_item(gym).pk),
        lambda gym: {"note": "Tight.", "position": 1},
        {
            "note": [[], {}, True, "\0", None, "x" * 2001],
            "position": [*NO_NUMBER, None, -1, 501],
        },
        ["exercise", "name", "session"],
    ),
    "swap an exercise of a session": Door(
        "post",
        lambda gym: session_url(gym, "items", first_item(gym).pk, "swap"),
        lambda gym: {"exercise": BENCH},
        {"exercise": [[], {}, True, "\0", None, "", "no-such", "x" * 81]},
        ["name"],
    ),
    "comment": Door(
        "post",
        lambda gym: session_url(gym, "comments"),
        lambda gym: {"text": "Well done."},
        {"text": [[], {}, True, "\0", None, "", "  ", "x" * 2001]},
        ["id", "author", "author_name", "created_at", "session"],
    ),
    "add a gym": Door(
        "post",
        lambda gym: "/api/v1/gyms/",
        lambda gym: GYM_HAS,
        {**GYM, "id": NO_UUID},
        ["owner", "created_at"],
    ),
    "change a gym": Door(
        "patch",
        lambda gym: f"/api/v1/gyms/{gym.place.pk}/",
        lambda gym: GYM_HAS,
        GYM,
        ["id", "owner", "created_at"],
    ),
    "write a program": Door(
        "post",
        lambda gym: "/api/v1/programs/",
        lambda gym: program_of("New"),
        {**DOCUMENT, "id": [*NO_UUID, None]},
        ["owner", "slug", "copied_from", "created_at", "updated_by", "archived_at"],
    ),
    "replace a program": Door(
        "put",
        lambda gym: f"/api/v1/programs/{gym.programs[0].pk}/",
        lambda gym: read_document(gym.programs[0].current()) | {"name": "Other"},
        {
            **DOCUMENT,
            "id": [*NO_UUID, None, NOBODY],
            "version": [value for value in NO_NUMBER if value != 10**40],
            "updated_at": [value for value in NO_MOMENT if value != "9999-12-31T23:59:59Z"],
        },
        ["owner", "slug", "copied_from", "created_at", "updated_by", "archived_at"],
        who="cole",
    ),
    "change a planned session": Door(
        "patch",
        lambda gym: f"/api/v1/planned-sessions/{planned_of(gym).pk}/",
        lambda gym: {
            "document": document(group(entry(SQUAT, prescription(reps_max=6)))),
            "revision": planned_of(gym).revision,
        },
        {
            "date": [*NO_DAY, None],
            "others": NO_FLAG,
            "skipped": [*NO_FLAG, False],
            "document": ["words", 7, True, [], None],
            "revision": NO_TEXT,
        },
        ["trainee", "assignment", "name", "status", "customised_at", "session", "cycle"],
    ),
    "assign": Door(
        "post",
        lambda gym: "/api/v1/assignments/",
        lambda gym: {"program": str(gym.programs[2].pk), "starts_on": "2026-03-09"},
        {
            "id": [*NO_UUID, None],
            "program": [*NO_UUID, None, NOBODY],
            "trainee": [[], {}, True, "\0", "Ana", "-1", "9" * 4500, 99999999, None, INFINITE],
            "mode": [*NO_CHOICE, None],
            "open_end": [*NO_CHOICE, None],
            "starts_on": [*NO_DAY, None],
            "weekdays": [*NO_LIST, [7], [-1], ["Monday"], [True], [[]], [INFINITE], [0] * 8],
        },
        ["version", "assigned_by", "program_name", "created_at", "ended_at"],
    ),
    "change an assignment": Door(
        "patch",
        lambda gym: f"/api/v1/assignments/{gym.assignments[0].pk}/",
        lambda gym: {"mode": "sequence"},
        {"mode": [*NO_CHOICE, None], "open_end": [*NO_CHOICE, None]},
        ["id", "program", "version", "program_name", "trainee", "assigned_by", "starts_on",
         "weekdays", "created_at", "paused_on", "ended_at"],
    ),
    "resume an assignment": Door(
        "post",
        lambda gym: f"/api/v1/assignments/{gym.paused.pk}/resume/",
        lambda gym: {"move": False},
        {"move": NO_FLAG},
        [],
    ),
    "add an exercise": Door(
        "post",
        lambda gym: "/api/v1/exercises/",
        lambda gym: {"name": "Sled drag", "pattern": "squat", "mechanics": "compound",
                     "level": "beginner", "tracking": "load_reps"},
        {**EXERCISE, "is_private": NO_FLAG},
        ["id", "slug", "owner", "origin", "family", "pictogram", "is_staple", "retired_at"],
    ),
    "change an exercise": Door(
        "patch",
        lambda gym: f"/api/v1/exercises/{gym.exercise.slug}/",
        lambda gym: {"name": "Curl of Cole", "muscles": {"biceps": 1}},
        EXERCISE,
        ["id", "slug", "owner", "is_private", "origin", "pictogram", "is_staple", "retired_at"],
        who="cole",
    ),
    "map an import": Door(
        "patch",
        lambda gym: f"/api/v1/imports/{gym.ana.imports.get().pk}/mapping/",
        lambda gym: {"load_unit": "kg", "time_zone": "Europe/Berlin"},
        {
            "mapping": [*NO_LIST[:3], [], None, {"Bench Press (Barbell)": []}],
            "load_unit": [*NO_CHOICE, "stone", None],
            "distance_unit": [*NO_CHOICE, "furlong", None],
            "time_zone": [[], {}, True, "\0", None, "", "Mars/Olympus", "../etc", "x" * 500],
        },
        ["state", "user", "filename", "row_errors", "counts"],
    ),
}  # fmt: skip
