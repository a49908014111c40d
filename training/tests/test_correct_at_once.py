"""Two people correct one planned workout, session or set: what is a fact of its own stays, and what
is replaced whole is refused to the later of them."""

import re
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOON, make_user
from training import logbook
from training.api.writing import change_session
from training.models import Exercise, Session, Set
from training.syncing.sets import correct_set
from training.tests.at_once import at_once, signed_in
from training.tests.log import document, entry, group, plan, prescription
from training.tests.programs import (
    SQUAT,
    make_exercises,
)

LATER = NOON + timedelta(minutes=3)


# --- A planned workout ---------------------------------------------------------------------------


def planned_url(planned):
    return f"/api/v1/planned-sessions/{planned.pk}/"


@pytest.fixture
def planned(ana):
    make_exercises()
    return plan(ana, document(group(entry(SQUAT, prescription()))), day=timezone.now().date())


def lighter(document, load_kg):
    document = deepcopy(document)
    document["groups"][0]["items"][0]["sets"][0]["load_kg"] = load_kg
    return document


def test_trainer_and_trainee_customise_one_workout_and_the_later_hears_of_it(
    api, ana, cole, planned
):
    read = api(cole).get(planned_url(planned)).json()
    hers = {"document": lighter(read["document"], 60), "revision": read["revision"]}
    his = {"document": lighter(read["document"], 80), "revision": read["revision"]}
    saved = api(ana).patch(planned_url(planned), hers).json()
    refused = api(cole).patch(planned_url(planned), his)
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["theirs"] == saved["document"]
    place = "groups.0.items.0.sets.0.load_kg"
    assert problem["differences"] == [{"path": place, "yours": 80, "theirs": 60}]
    again = api(cole).patch(planned_url(planned), his | {"revision": saved["revision"]})
    assert (again.status_code, again.json()["document"]) == (200, problem["yours"])


def test_a_workout_is_not_replaced_by_who_does_not_say_which(api, ana, planned):
    refused = api(ana).patch(planned_url(planned), {"document": lighter(planned.document, 60)})
    assert refused.status_code == 428
    planned.refresh_from_db()
    assert planned.customised_at is None


def test_a_day_is_moved_without_saying_what_was_read(api, ana, planned):
    tomorrow = (timezone.now() + timedelta(days=1)).date().isoformat()
    assert api(ana).patch(planned_url(planned), {"date": tomorrow}).json()["date"] == tomorrow


# --- A session -----------------------------------------------------------------------------------


@pytest.fixture
def session(ana, cole):
    """Cole logs for Ana: both may correct it."""
    make_exercises()
    return logbook.start_free(trainee=ana, by=cole, at=NOON, finished_at=LATER)


def test_two_correct_different_things_of_a_session_and_both_stay(ana, cole, session):
    hers, his = (Session.objects.get() for _ in range(2))
    change_session(session=hers, data={"note": "Slept badly."})
    change_session(session=his, data={"rpe": Decimal(7)})
    session.refresh_from_db()
    assert (session.note, session.rpe) == ("Slept badly.", 7)


def test_two_correct_different_figures_of_a_set_and_both_stay(ana, cole, session):
    item = logbook.add_exercise(session=session, exercise=Exercise.objects.get(slug=SQUAT))
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    hers, his = (loaded(item.sets.first()) for _ in range(2))
    correct_set(hers, {"reps": 6}, at=LATER)
    correct_set(his, {"rpe": Decimal(9)}, at=LATER)
    row = Set.objects.get(pk=hers.pk)
    assert (row.reps, row.rpe) == (6, 9)


def loaded(row):
    return Set.objects.select_related("item", "session__trainee__profile").get(pk=row.pk)


def test_a_page_writes_what_was_changed_on_it_and_not_what_it_showed(client, ana, cole, session):
    client.force_login(ana)
    url = reverse("training:session-edit", args=[session.pk])
    page = client.get(url).content.decode()
    shown = re.findall(r'name="((?:initial-)?[a-z_]+)"[^>]*? value="([^"]*)"', page)
    form = {"rpe": "", "initial-rpe": "", "initial-note": "", **dict(shown)}
    assert {"initial-name", "initial-started_at", "initial-minutes"} <= form.keys()
    change_session(session=session, data={"name": "Legs", "rpe": Decimal(7)})
    assert client.post(url, form | {"note": "Slept badly."}).status_code == 302
    session.refresh_from_db()
    assert (session.name, session.rpe, session.note) == ("Legs", 7, "Slept badly.")


# --- At the same moment ---------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_session_and_its_sets_take_corrections_at_once():
    ana = make_user("Ana")
    make_exercises()
    session = logbook.start_free(trainee=ana, by=ana, at=NOON, finished_at=LATER)
    item = logbook.add_exercise(session=session, exercise=Exercise.objects.get(slug=SQUAT))
    row = item.sets.first()
    logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=5)
    one = f"/api/v1/sessions/{session.pk}/"
    changes = [
        (one, {"note": "Slept badly."}),
        (one, {"rpe": 7}),
        (one, {"name": "Legs"}),
        (f"{one}sets/{row.pk}/", {"reps": 6}),
        (f"{one}sets/{row.pk}/", {"rpe": 9}),
        (f"{one}sets/{row.pk}/", {"side": "left"}),
    ]

    def correct(path, change):
        client = signed_in(ana)
        return lambda: client.patch(path, change)

    answers = at_once(*[correct(*change) for change in changes])
    assert [answer.status_code for answer in answers] == [200] * len(changes)
    session.refresh_from_db()
    row.refresh_from_db()
    assert (session.note, session.rpe, session.name) == ("Slept badly.", 7, "Legs")
    assert (row.reps, row.rpe, row.side) == (6, 9, "left")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_customise_at_once_one_hears_of_the_other():
    ana = make_user("Ana")
    make_exercises()
    row = plan(ana, document(group(entry(SQUAT, prescription()))), day=timezone.now().date())

    def customise(load):
        client = signed_in(ana)
        change = {"document": lighter(row.document, load), "revision": row.revision}
        return lambda: client.patch(planned_url(row), change)

    answers = at_once(*map(customise, (60, 70, 80)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


@pytest.mark.django_db(transaction=True)
def test_what_is_started_at_that_moment_is_not_customised():
    ana = make_user("Ana")
    make_exercises()
    row = plan(ana, document(group(entry(SQUAT, prescription()))), day=timezone.now().date())
    client, other = signed_in(ana), signed_in(ana)
    change = {"document": lighter(row.document, 60), "revision": row.revision}
    customised, started = at_once(
        lambda: client.patch(planned_url(row), change),
        lambda: other.post(f"{planned_url(row)}start/"),
    )
    assert started.status_code == 201
    load = Set.objects.get().target_load_kg
    assert (customised.status_code, load) in [(200, 60), (409, 100)]
