"""One planned workout is changed in a page, for its day alone."""

import pytest
from django.urls import reverse

from conftest import NOON
from training.models import PlannedSession
from training.tests.log import document, entry, group, plan, prescription
from training.tests.plans import do
from training.tests.programs import SQUAT, make_exercises

FIRST_ITEM = ".".join("0000")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def planned(ana):
    make_exercises()
    return plan(ana, document(group(entry(SQUAT, prescription(), name="Back squat"))))


@pytest.fixture
def act(client, planned):
    def act(name, place=FIRST_ITEM, /, **fields):
        planned.refresh_from_db()
        form = {"act": name, "place": place, "revision": planned.revision} | fields
        response = client.post(reverse("training:customise", args=[planned.pk]), form)
        planned.refresh_from_db()
        return response

    return act


def items(planned):
    return [item for group in planned.document["groups"] for item in group["items"]]


def test_a_whole_workout_is_written_anew(client, cole, planned, act):
    client.force_login(cole)
    act("change-workout", "0.0", name="Short one", day="1")
    act("add-exercise", "0.0", exercise="bench pres")
    act("prescribe", sets="2", reps_min="8", load="60", load_kind="absolute")
    act("down")
    assert planned.name == "Short one"
    assert [item["name"] for item in items(planned)] == ["Bench press", "Back squat"]
    assert [one["load_kg"] for one in items(planned)[1]["sets"]] == [60, 60]
    act("remove", FIRST_ITEM)
    assert len(items(planned)) == 1
    assert planned.customised_at == NOON


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 302)]
)
def test_who_may(client, planned, act, who, status, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("training:customise", args=[planned.pk])).status_code == status
    expected = 302 if status == 200 else status
    assert act("remove").status_code == expected
    assert (items(planned) == []) == (status == 200)


@pytest.mark.parametrize(
    ("name", "place", "fields", "status"),
    [
        ("remove", "0.0.7.0", {}, 400),
        ("remove", "0.0", {}, 400),
        ("prescribe", "0", {"sets": "3", "load_kind": "none"}, 400),
        ("change-workout", "0", {"name": "Other", "day": "1"}, 400),
        ("add-block", "", {}, 400),
        ("no-such-act", "0.0", {}, 400),
        ("add-exercise", "0.0", {"exercise": "zzzzzz"}, 400),
        ("prescribe", FIRST_ITEM, {"sets": "0", "load_kind": "none"}, 400),
        ("remove", FIRST_ITEM, {"revision": "older"}, 409),
        ("remove", FIRST_ITEM, {"revision": ""}, 409),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    client, ana, planned, act, name, place, fields, status
):
    client.force_login(ana)
    assert act(name, place, **fields).status_code == status
    assert len(items(planned)) == 1


def test_what_was_typed_is_kept(client, ana, planned, act):
    client.force_login(ana)
    page = act("prescribe", sets="4", reps_min="many", load_kind="none").content.decode()
    assert 'value="many"' in page


def test_a_workout_that_was_begun_is_left_alone(client, ana, planned, act):
    do(planned)
    client.force_login(ana)
    assert act("remove").status_code == 409
    link = reverse("training:customise", args=[planned.pk])
    detail = client.get(reverse("training:planned-session", args=[planned.pk]))
    assert link not in detail.content.decode()
    assert PlannedSession.objects.get().customised_at is None
