"""What people made is as hidden as they are from whom they block, or who blocks them."""

import pytest
from django.urls import reverse

from accounts import blocking
from conftest import NOON
from training.commenting import comment
from training.models import Exercise, Program, Session
from training.tests.plans import day, make_plan, make_version
from training.updates import newer_version


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture(params=["she blocks", "he blocks"])
def part(request, ana, cole):
    def parted():
        her, him = (ana, cole) if request.param == "she blocks" else (cole, ana)
        blocking.block(blocker=her, blocked=him, at=NOON)

    return parted


@pytest.fixture
def version(cole):
    made = make_version(cole)
    Program.objects.update(is_public=True)
    return made


def test_a_public_program_is_hidden(client, api, version, ana, cole, sam, ada, part):
    pk, url = version.program_id, f"/api/v1/programs/{version.program_id}/"
    assert api(ana).get(url).status_code == 200
    part()
    assert api(ana).get(url).status_code == 404
    assert api(ana).get("/api/v1/programs/").json()["results"] == []
    client.force_login(ana)
    assert client.get(f"/programs/{pk}/").status_code == 404
    for other in (sam, ada, cole):
        assert api(other).get(url).status_code == 200


def test_who_trains_with_it_keeps_the_plan_and_loses_the_program(client, version, ana, cole, part):
    first, _ = make_plan(ana, day(1), day(2), version=version)
    part()
    client.force_login(ana)
    assert client.get(reverse("training:planned-session", args=[first.pk])).status_code == 200
    calendar = client.get("/calendar/").content.decode()
    assert f"/programs/{version.program_id}/" not in calendar


def test_what_is_written_later_reaches_her_no_more(version, ana, cole, part):
    first, _ = make_plan(ana, day(1), day(2), version=version)
    part()
    version.program.versions.create(number=2, created_at=NOON)
    assert newer_version(first.assignment) is None


def test_private_exercises_are_hidden_both_ways(ana, cole, part):
    made = [
        Exercise.objects.create(
            origin="private", owner=owner, slug=owner.handle, name=owner.handle, pattern="squat",
            mechanics="compound", level="beginner", tracking="load_reps",
        )
        for owner in (ana, cole)
    ]  # fmt: skip
    assert set(Exercise.objects.visible_to(ana)) == set(made)
    part()
    assert list(Exercise.objects.visible_to(ana)) == [made[0]]
    assert list(Exercise.objects.visible_to(cole)) == [made[1]]


def test_words_are_hidden_but_for_their_author_and_admins(client, api, ana, cole, part):
    session = Session.objects.create(trainee=ana, name="Legs", started_at=NOON, day=NOON.date())
    comment(session=session, author=cole, text="Deeper next time", at=NOON)
    comment(session=session, author=ana, text="I shall", at=NOON)
    url = f"/api/v1/sessions/{session.pk}/comments/"

    def said():
        return [row["text"] for row in api(ana).get(url).json()["results"]]

    assert set(said()) == {"Deeper next time", "I shall"}
    part()
    assert said() == ["I shall"]
    client.force_login(ana)
    for path in (f"/sessions/{session.pk}/", "/today/"):
        assert "Deeper next time" not in client.get(path).content.decode()
