"""What the server gives a device for when it has no signal: the worker, the manifest, the list of
what to keep, and logs of workouts that have not begun."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from conftest import NOON
from fitapp.lib.ids import derived
from training import logbook
from training.models import Exercise, ExerciseEquipment, Session, SessionItem, Set
from training.tests.gyms import make_gym
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_workout,
    plan,
    prescription,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON)


@pytest.fixture
def planned(ana):
    make_exercise("back-squat")
    rows = [prescription(load_kg=80), prescription(load_kg=80)]
    return plan(ana, document(group(entry("back-squat", *rows))))


def said_by(response):
    return json.loads(re.search(r"self\.SITE = (\{.*\})", response.content.decode())[1])


def test_the_worker_is_script_from_the_root_that_no_cache_keeps(client):
    response = client.get("/sw.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert 'importScripts("/static/js/worker.js")' in response.content.decode()


def test_the_worker_keeps_files_that_are_there_and_no_picture_of_an_exercise_too_many(client):
    files = [name.removeprefix("/static/") for name in said_by(client.get("/sw.js"))["files"]]
    assert {"js/app.js", "js/controllers/logger_controller.js", "css/app.css"} <= {*files}
    assert [name for name in files if finders.find(name) is None] == []
    assert len([name for name in files if name.startswith("img/exercises/")]) == 2
    assert "js/worker.js" not in files


def test_the_worker_is_another_one_when_a_file_is(client, monkeypatch):
    before = said_by(client.get("/sw.js"))["version"]
    assert said_by(client.get("/sw.js"))["version"] == before
    monkeypatch.setattr("fitapp.pages.keeping.files", lambda: ["js/app.js"])
    assert said_by(client.get("/sw.js"))["version"] != before


def test_the_manifest_names_icons_that_are_there_and_where_to_begin(client):
    response = client.get("/manifest.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    said = response.json()
    assert (said["start_url"], said["display"]) == ("/today/", "standalone")
    assert [one["url"] for one in said["shortcuts"]] == ["/today/", "/sessions/new/log/"]
    for icon in said["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/")), icon
    assert {(icon["sizes"], icon.get("purpose")) for icon in said["icons"]} == {
        ("192x192", None),
        ("512x512", None),
        ("512x512", "maskable"),
    }


def test_the_page_for_no_signal_names_nobody(client, ana):
    page = client.get("/offline/").content
    client.force_login(ana)
    assert b"data-person" not in page
    assert b"Sign in" not in page


def test_a_device_keeps_the_next_three_workouts_and_the_one_under_way(
    client, ana, planned, django_assert_max_num_queries
):
    later = [plan(ana, document(name=name), position=n) for n, name in enumerate("BCD", 1)]
    begun = logbook.start_free(trainee=ana, by=ana, at=NOON)
    client.force_login(ana)
    client.get(reverse("pages:kept"))
    with django_assert_max_num_queries(12):
        pages = client.get(reverse("pages:kept")).json()["pages"]
    logs = [page for page in pages if page.endswith("/log/")]
    assert logs == [
        "/sessions/new/log/",
        f"/sessions/{begun.pk}/log/",
        *(f"/planned/{one.pk}/log/" for one in [planned, *later[:2]]),
    ]
    assert [page for page in pages if client.get(page).status_code != 200] == []


def test_a_device_keeps_the_exercises_one_may_see(client, ana, sam, planned):
    make_exercise("my-own-curl", owner=sam, origin="private")
    for who, seen in [(ana, {"back-squat"}), (sam, {"back-squat", "my-own-curl"})]:
        client.force_login(who)
        cards = client.get(reverse("pages:kept")).json()["exercises"]
        assert {card["slug"] for card in cards} == seen
    assert cards[0].keys() == {
        *("slug", "name", "about", "picture", "tracking", "bars", "loads"),
    }


def test_a_device_knows_what_was_done_last_time_and_what_the_gym_makes(client, ana, planned):
    squat = Exercise.objects.get()
    ExerciseEquipment.objects.create(exercise=squat, equipment="barbell")
    make_gym(ana, bars=[("barbell", 20)], plates=[(10, 2)])
    make_workout(ana, squat, (50, 5), days=-8)
    make_workout(ana, squat, (60, 5), (40, 8), days=-7)
    client.force_login(ana)
    kept = client.get(reverse("pages:kept")).json()
    card = kept["exercises"][0]
    assert [row["words"] for row in card["last"]] == ["60 × 5", "40 × 8"]
    assert (card["last"][1]["reps"], card["last"][1]["kind"]) == (8, "work")
    assert kept["loads"][card["loads"]] == "20 40"
    assert card["warm_ups"] == "20x10 40x3"


def log_of(planned):
    return reverse("training:prepared-log", args=[planned.pk])


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 404), ("sam", 404), ("tess", 404), (None, 302)]
)
def test_a_prepared_log_is_its_trainees_alone(client, request, cole, planned, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(log_of(planned)).status_code == status


def test_a_prepared_log_has_the_ids_and_figures_it_will_have_and_writes_nothing(
    client, ana, planned, django_assert_max_num_queries
):
    make_workout(ana, Exercise.objects.get(), (75, 5), days=-7)
    before = Session.objects.count(), SessionItem.objects.count(), Set.objects.count()
    client.force_login(ana)
    client.get(log_of(planned))
    with django_assert_max_num_queries(25):
        page = client.get(log_of(planned)).content.decode()
    assert (Session.objects.count(), SessionItem.objects.count(), Set.objects.count()) == before
    session = derived(planned.pk, "session")
    item = derived(session, "item", 0)
    for id in (session, item, derived(item, "set", 0), derived(item, "set", 1)):
        assert str(id) in page
    assert "75 × 5" in page
    assert 'value="80"' in page
    assert 'data-log-begun="false"' in page


def test_a_prepared_log_that_has_begun_is_the_log(client, ana, planned):
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    client.force_login(ana)
    assert client.get(log_of(planned)).url == reverse("training:session-log", args=[session.pk])
    assert session.pk == derived(planned.pk, "session")


def test_an_empty_log_writes_nothing_and_leaves_the_id_to_the_device(client, ana):
    client.force_login(ana)
    page = client.get(reverse("training:free-log")).content.decode()
    assert 'data-log-session=""' in page
    assert not Session.objects.exists()
