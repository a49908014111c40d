"""A house full of training, written by the database itself: as many sets as are asked for in
seconds, for tests of what the database does with them. PostgreSQL only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db import connection

from accounts.models import Profile, User
from conftest import NOON
from training.management.pouring import defaults_of
from training.models import (
    Assignment,
    Exercise,
    PlannedSession,
    Record,
    Session,
    SessionItem,
    Set,
    TraineeWeek,
    TraineeWeekMuscle,
)
from training.taxonomy import Muscle

PEOPLE: Final = 1000
LIFTS: Final = 24
ITEMS, SETS = 6, 4  # of a session, of an item: of the first person; of the others two, twice
FEW: Final = 2
PAST: Final = 48  # planned sessions whose day has come
LONG: Final = 850  # sessions of the first, who has trained for five years: 20,400 sets
MUSCLES: Final = [muscle.value for muscle in Muscle][:8]
GROWING: Final = (
    Session, SessionItem, Set, Record, TraineeWeek, TraineeWeekMuscle, PlannedSession,
)  # fmt: skip


def fill(sets: int) -> User:
    """About so many sets, many more of one person than of the others. Returns that person.

    Leaves out the checks of foreign keys, which are all right, and take most of the time.
    """
    veteran = _people()[0]
    first = veteran.pk
    usual = (sets - LONG * ITEMS * SETS) // ((PEOPLE - 1) * FEW * FEW)
    lifts = Exercise.objects.bulk_create(
        Exercise(slug=f"lift-{number}", name=f"Lift {number}", tracking="load_reps")
        for number in range(LIFTS)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _train(first, usual, lifts[0].pk)
        _plan(first, usual)
        cursor.execute("SET session_replication_role = DEFAULT")
    look_again()
    return veteran


def look_again() -> None:
    """What a quiet minute brings: the planner knows the sizes, and indexes can be read alone."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def empty() -> None:
    tables = ", ".join(model._meta.db_table for model in (User, Exercise))
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def _people() -> list[User]:
    users = User.objects.bulk_create(
        User(email=f"full-{number}@example.com", handle=f"full_{number}")
        for number in range(PEOPLE)
    )
    Profile.objects.bulk_create(Profile(user=user) for user in users)
    return users


def _train(first: int, usual: int, lift: int) -> None:
    """Day by day for all of them, as it comes in where many train."""
    at = f"timestamptz '{NOON:%F %T}+00' - n * interval '52 hours' - person * interval '1 minute'"
    people = f"generate_series({first}, {first + PEOPLE - 1}) person"
    days = f"""{people}, generate_series(1, {max(usual, LONG)}) n
        WHERE {{}} OR person = {first} AND n <= {LONG} ORDER BY n DESC, person"""
    places = f"generate_series(0, {ITEMS - 1}) place"
    few = days.format(f"n <= {usual} AND place < {FEW}")
    fewer = days.format(f"n <= {usual} AND place < {FEW} AND row < {FEW}")
    session = "md5(concat('s', person, '/', n))::uuid"
    _write(Session, {
        "id": session, "trainee_id": "person", "name": "'Lower A'", "started_at": at,
        "finished_at": f"{at} + interval '1 hour'", "day": f"({at})::date",
        "planned_id": f"CASE WHEN n <= {PAST // 2} THEN {_planned(f'{PAST} - 2 * n')} END",
    }, days.format(f"n <= {usual}"))  # fmt: skip
    exercise = f"{lift} + mod(n, 4) * {ITEMS} + place"
    item = "md5(concat('i', person, '/', n, '/', place))::uuid"
    _write(SessionItem, {
        "id": item, "session_id": session, "position": "place", "exercise_id": exercise,
        "name": "'Lift'", "tracking": "'load_reps'",
    }, f"{places}, {few}")  # fmt: skip
    _write(Set, {
        "id": "md5(concat('x', person, '/', n, '/', place, '/', row))::uuid",
        "trainee_id": "person", "session_id": session, "item_id": item, "exercise_id": exercise,
        "position": "row", "load_kg": "60 + mod(n, 40)", "reps": "5 + mod(n, 6)", "rpe": "8",
        "completed_at": f"{at} + place * interval '9 minutes' + row * interval '2 minutes'",
    }, f"generate_series(0, {SETS - 1}) row, {places}, {fewer}")  # fmt: skip
    _add_up(first, session, lift, at)


def _add_up(first: int, session: str, lift: int, at: str) -> None:
    """Records, of the first person nine of ten of them beaten since, and weeks."""
    people = f"generate_series({first}, {first + PEOPLE - 1}) person"
    _write(Record, {
        "trainee_id": "person", "exercise_id": f"{lift} + lift", "kind": "kind", "value": "n",
        "session_id": session, "achieved_at": at,
        "superseded_at": f"CASE WHEN n > 1 THEN {at} END",
    }, f"""{people}, generate_series(0, {LIFTS - 1}) lift, generate_series(1, 10) n,
        unnest(array['load', 'e1rm', 'volume']) kind
        WHERE person = {first} OR n * 100 + lift < 108""")  # fmt: skip
    monday = f"date '{NOON:%F}' - week * 7"
    weeks = f"{people}, generate_series(0, 259) week WHERE week < 13 OR person = {first}"
    _write(TraineeWeek, {"trainee_id": "person", "week": monday}, weeks)
    muscles = f"unnest(array{MUSCLES}) muscle"
    _write(
        TraineeWeekMuscle,
        {"trainee_id": "person", "week": monday, "muscle": "muscle", "sets": "9"},
        f"{muscles}, {weeks}",
    )


def _planned(number: str) -> str:
    return f"md5(concat('p', person, '/', {number}))::uuid"


def _plan(first: int, usual: int) -> None:
    """Three a week for sixteen weeks up to now, and four to come. Every other one was done, if
    there are sessions enough, the rest was missed."""
    people = f"generate_series({first}, {first + PEOPLE - 1}) person"
    plan, noon = "md5(concat('a', person))::uuid", f"timestamptz '{NOON:%F %T}+00'"
    _write(Assignment, {
        "id": plan, "trainee_id": "person", "program_name": "'Basics'",
        "starts_on": f"date '{NOON - timedelta(weeks=16):%F}'", "created_at": noon,
    }, people)  # fmt: skip
    done = f"mod(n, 2) = 0 AND ({PAST} - n <= {2 * usual} OR person = {first})"
    _write(PlannedSession, {
        "id": _planned("n"), "assignment_id": plan,
        "trainee_id": "person", "position": "n", "block_name": "'Base'", "cycle": "1",
        "name": "'Lower A'", "date": f"date '{NOON:%F}' - 112 + n * 7 / 3", "document": "'{}'",
        "missed_at": f"CASE WHEN n < {PAST} AND NOT ({done}) THEN {noon} END",
    }, f"{people}, generate_series(0, {PAST + 11}) n")  # fmt: skip


def _write(model, values: Mapping[str, str], rows: str) -> None:
    rest = defaults_of(model, tuple(values))
    names = ", ".join(f'"{name}"' for name in (*values, *rest))
    said = ", ".join([*values.values(), *["%s"] * len(rest)])
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {said} FROM {rows}',  # noqa: S608
            list(rest.values()),
        )
