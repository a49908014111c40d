"""The page of a running program: what a missed day does, its end, a pause."""

import pytest
from django.urls import reverse

from conftest import NOON
from training.models import Assignment
from training.tests.plans import dates_of, day, make_plan, make_version

WHO = [("ana", 302), ("cole", 302), ("sam", 404), ("tess", 404), (None, 302)]
TERMS = {"act": "change", "mode": "sequence", "open_end": "block"}


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def plan(ana):
    make_plan(ana, day(0), day(2), version=make_version(days=(1, 3), cycles=1))
    return Assignment.objects.get()


@pytest.fixture
def url(plan):
    return reverse("training:assignment", args=[plan.pk])


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_pauses_and_changes_it(client, plan, url, who, status, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(url).status_code == (200 if who and status == 302 else status)
    assert client.post(url, {"act": "pause"}).status_code == status
    assert client.post(url, TERMS).status_code == status
    plan.refresh_from_db()
    changed = who is not None and status == 302
    assert (plan.paused_on == day(0), plan.mode == "sequence") == (changed, changed)
    assert len(dates_of(plan.trainee)) == (18 if changed else 2)


def test_a_pause_ends_with_the_days_moved_along_or_left(client, ana, plan, url, time_machine):
    client.force_login(ana)
    client.post(url, {"act": "pause"})
    time_machine.move_to(NOON.replace(day=5), tick=False)
    assert b"Paused since 2 March" in client.get(url).content
    assert client.post(url, {"act": "resume"}).status_code == 400
    assert client.post(url, {"act": "resume", "move": "yes"}).status_code == 302
    assert dates_of(ana) == [day(3), day(5)]
    assert client.post(url, {"act": "resume", "move": "no"}).status_code == 409


def test_what_is_paused_is_neither_missed_nor_due_on_the_calendar_and_today(client, ana, url):
    client.force_login(ana)
    client.post(url, {"act": "pause"})
    calendar = client.get(reverse("training:calendar")).content.decode()
    assert calendar.count("cal-e--paused") == 2
    assert "Paused since 2 March" in calendar
    assert b"Start workout" not in client.get(reverse("pages:today")).content


def test_what_has_ended_has_nothing_to_change(client, ana, plan, url):
    Assignment.objects.update(ended_at=NOON)
    client.force_login(ana)
    assert b"<h2>Pause</h2>" not in client.get(url).content
    assert client.post(url, TERMS).status_code == 409


def test_today_shows_every_workout_of_every_program(client, ana, plan):
    make_plan(ana, day(0), day(0))
    client.force_login(ana)
    page = client.get(reverse("pages:today")).content.decode()
    assert page.count("Start Workout") == 2
    assert "Also today" in page
