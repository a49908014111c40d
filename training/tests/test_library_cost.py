"""What a page of the library asks of the database: who asks are two queries (the person, and what
they may do), the rest is pinned here."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import blocking, coaching
from conftest import NOON, start_coaching
from training import catalogue, exercises
from training.marks import mark
from training.models import Exercise
from training.tests.log import make_workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_library")]
WHO = 1  # the query that tells who asks
PAGE = "/exercises/"


def queries(client, path=PAGE, **query):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path, query)
    assert response.status_code == 200
    assert response.content.decode().count('class="xcard"') == 24
    return len(asked)


@pytest.fixture
def lifter(client, ana):
    """Ana, with exercises of her own, marks and history, signed in."""
    for number in range(3):
        exercises.create_private(
            owner=ana, name=f"Drag {number}", muscles={"quads": 1}, equipment=["sled"]
        )
    for slug in ("barbell-back-squat", "barbell-bench-press"):
        exercise = Exercise.objects.get(slug=slug)
        mark(exercise=exercise, user=ana, kind="favourite", at=NOON)
        make_workout(ana, exercise, (100, 5))
    client.force_login(ana)
    return ana


def forget_all():
    for alias in ("default", "stamps"):
        caches[alias].clear()
    catalogue._kept = None


def test_nobody_in_particular_costs_two_and_then_none(client):
    forget_all()
    assert queries(client) == 2
    assert queries(client) == 0
    assert queries(client, muscle="chest") == 0


def test_another_process_finds_the_library_in_the_cache(client):
    queries(client)
    catalogue._kept = None
    assert queries(client) == 0


def test_a_person_costs_four_and_then_one(client, lifter):
    catalogue.library()
    assert queries(client) == WHO + 4
    assert queries(client) == WHO + 1
    assert queries(client, page=2) == WHO + 1


def test_a_mark_shows_at_once_and_costs_one_more_round(client, lifter):
    queries(client)
    squat = Exercise.objects.get(slug="barbell-back-squat")
    mark(exercise=squat, user=lifter, kind="never", at=NOON)
    assert "Never suggested" in client.get(PAGE).content.decode()
    assert queries(client) == WHO + 1


def test_popular_costs_one_more_and_then_none(client, lifter):
    queries(client)
    assert queries(client, order="popular") == WHO + 2
    assert queries(client, order="popular") == WHO + 1


@pytest.mark.parametrize("act", ["end", "pause", "block"])
def test_what_is_no_longer_shared_is_gone_at_once(
    lifter, tess, act, django_capture_on_commit_callbacks
):
    def seen():
        return [one.name for one in catalogue.find("drag 1", user=tess) if one.owner_id]

    with django_capture_on_commit_callbacks(execute=True):
        relation = start_coaching(tess, lifter)
    assert "Drag 1" in seen()
    with django_capture_on_commit_callbacks(execute=True):
        if act == "end":
            coaching.end(coaching=relation, by=lifter, at=NOON)
        elif act == "pause":
            coaching.pause(coaching=relation)
        else:
            blocking.block(blocker=lifter, blocked=tess, at=NOON)
    assert seen() == []


def test_a_change_of_an_own_exercise_is_seen_by_the_circle_at_once(lifter, cole):
    assert catalogue.find("drag 1", user=cole)[0].name == "Drag 1"
    mine = Exercise.objects.get(name="Drag 1")
    exercises.revise(exercise=mine, name="Sledge pull")
    assert catalogue.find("sledge pull", user=cole)[0].name == "Sledge pull"
    exercises.retire(exercise=mine, at=NOON)
    assert mine not in catalogue.find("sledge pull", user=cole)


def test_a_fragment_is_small_and_not_sent_again(client):
    asked = {"HX-Request": "true"}
    whole, part = client.get(PAGE), client.get(PAGE, headers=asked)
    assert "<html" in whole.content.decode()
    assert "ETag" not in whole.headers
    assert "<html" not in part.content.decode()
    assert 'id="results"' in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    again = client.get(PAGE, headers={**asked, "If-None-Match": part.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    exercises.create_for_everybody(name="House press")
    changed = client.get(PAGE, headers={**asked, "If-None-Match": part.headers["ETag"]})
    assert changed.status_code == 200


def test_a_page_that_comes_back_from_history_is_whole(client):
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(PAGE, headers=asked).content.decode()


def test_a_personal_fragment_is_kept_by_nobody(client, lifter):
    part = client.get(PAGE, headers={"HX-Request": "true"})
    assert "ETag" not in part.headers
    assert part.headers["Cache-Control"] == "private, no-store"
