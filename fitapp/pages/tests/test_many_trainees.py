"""A trainer of two hundred costs as many queries as a trainer of five."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import coaching
from accounts.models import Coaching, Profile, ProfileGrant, Scope, User
from conftest import NOON
from fitapp.pages import roster
from training.models import Assignment, PlannedSession, Session

FEW, MANY = 5, 200


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def coach_many(trainer, count):
    """People whom `trainer` coaches with every scope: a running plan, a workout done, one missed,
    one to come."""
    start = User.objects.count()
    numbers = range(start, start + count)
    people = User.objects.bulk_create(
        User(email=f"p{number}@example.com", handle=f"p_{number}") for number in numbers
    )
    profiles = Profile.objects.bulk_create(
        Profile(user=person, name=f"Person {person.handle}") for person in people
    )
    Coaching.objects.bulk_create(
        Coaching(
            trainer=trainer, trainee=person, email=person.email, status="active", is_lead=True,
            invited_at=NOON, expires_at=NOON, started_at=NOON,
        )
        for person in people
    )  # fmt: skip
    codes = [f"see_{scope}" for scope in Scope]
    permissions = Permission.objects.filter(codename__in=codes)
    ProfileGrant.objects.bulk_create(
        ProfileGrant(user=trainer, content_object=profile, permission=permission)
        for profile in profiles
        for permission in permissions
    )
    train(people)


def train(people):
    today = NOON.date()
    plans = Assignment.objects.bulk_create(
        Assignment(
            trainee=person, program_name="Basics", assigned_by=person, mode="calendar",
            starts_on=today - timedelta(days=9), weekdays=[], created_at=NOON,
        )
        for person in people
    )  # fmt: skip
    PlannedSession.objects.bulk_create(
        PlannedSession(
            assignment=plan, trainee_id=plan.trainee_id, position=place, block_name="Base",
            cycle=1, name=f"Workout {place}", date=today + timedelta(days=3 * place - 6),
            document={"name": f"Workout {place}", "day": 1, "groups": []},
        )
        for plan in plans
        for place in range(4)
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(
            trainee=person, name="Legs", started_at=NOON - timedelta(days=4),
            finished_at=NOON - timedelta(days=4), day=today - timedelta(days=4),
        )
        for person in people
    )  # fmt: skip


def queries_for(ask):
    ask()  # what is read once is read
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/trainees/", 11),
        ("/trainees/?q=person&order=adherence&show=needs", 11),
        ("/coaching/", 4),
        ("/api/v1/trainees/?limit=200", 3),
        ("/api/v1/trainees/?search=person", 3),
        ("/api/v1/coachings/?limit=200", 4),
        ("/api/v1/coachings/?role=trainer&status=active", 4),
    ],
)
def test_it_takes_a_fixed_number_of_queries(client, tess, path, queries):
    client.force_login(tess)

    def ask():
        assert client.get(path).status_code == 200

    counts = []
    for count in (FEW, MANY - FEW):
        coach_many(tess, count)
        roster.rows_for(tess, at=NOON)  # catches up with missed days, once
        counts.append(queries_for(ask))
    assert counts == [queries, queries]


def test_all_of_them_are_there(api, client, tess):
    coach_many(tess, MANY)
    client.force_login(tess)
    assert client.get("/trainees/").context["total"] == MANY
    assert len(api(tess).get("/api/v1/trainees/", {"limit": 200}).json()["results"]) == MANY
    found = api(tess).get("/api/v1/coachings/", {"limit": 200}).json()["results"]
    assert {tuple(row["scopes"]) for row in found} == {tuple(scope.value for scope in Scope)}


def test_one_question_asks_for_one_row(tess, django_assert_num_queries):
    coach_many(tess, MANY)
    trainee = Coaching.objects.filter(trainer=tess).first().trainee_id
    rows = [
        Assignment.objects.filter(trainee=trainee).get(),
        PlannedSession.objects.filter(trainee=trainee).first(),
    ]
    with django_assert_num_queries(1) as asked:
        assert coaching.may_see(tess, trainee, Scope.PHOTOS)
    assert "LIMIT 1" in asked.captured_queries[0]["sql"]
    for row in rows:
        with django_assert_num_queries(1) as asked:
            assert row.can_be_edited_by(tess)
        assert "LIMIT 1" in asked.captured_queries[0]["sql"]
    with django_assert_num_queries(0):
        assert coaching.may_see(tess, tess.pk)
