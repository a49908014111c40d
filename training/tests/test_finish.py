"""A workout ends: by the form, by the API, on time or long after."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOON
from training import logbook
from training.events import SessionFinished
from training.models import SessionItem, TraineeWeek
from training.models.sessions import SessionAlreadyFinished, SessionFinishesBeforeItStarts
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DOORS = [("ana", 200), ("cole", 403), ("sam", 404), ("tess", 404), (None, 401)]


@pytest.fixture(autouse=True)
def _an_hour_later(time_machine):
    time_machine.move_to(NOON + HOUR, tick=False)


@pytest.fixture
def session(ana):
    """Under way since noon, with one set done at half past."""
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=make_exercise())
    logbook.log_set(set=item.sets.first(), at=NOON + HOUR / 2, load=Decimal(100), reps=5)
    return session


@pytest.fixture
def page(session):
    return reverse("training:finish", args=[session.pk])


@pytest.fixture
def endpoint(session):
    return reverse("api:session-finish", args=[session.pk])


def test_it_ends_with_how_hard_it_felt_and_counts_in_its_week(session):
    logbook.finish_session(session=session, at=NOON + HOUR, rpe=Decimal(8), note="Good.")
    session.refresh_from_db()
    assert (session.finished_at, session.rpe, session.note) == (NOON + HOUR, 8, "Good.")
    week = TraineeWeek.objects.get()
    assert (week.sessions, week.duration_s) == (1, 3600)


def test_what_was_neither_planned_nor_done_is_dropped(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription(), prescription()))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    extra = logbook.add_exercise(session=session, exercise=make_exercise("curl"))
    row = session.items.get(name="Squat").sets.first()
    logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=5)
    logbook.finish_session(session=session, at=NOON + HOUR)
    assert session.sets.count() == 2  # both of the plan, one of them done
    assert not SessionItem.objects.filter(pk=extra.pk).exists()


@pytest.mark.parametrize(
    ("at", "ended_at"),
    [
        (NOON + 4 * HOUR, NOON + 4 * HOUR),  # a long rest is still a workout
        (NOON + 5 * HOUR, NOON + HOUR / 2),
        (NOON + timedelta(days=2), NOON + HOUR / 2),
    ],
)
def test_finished_late_it_ended_with_its_last_set(session, at, ended_at):
    logbook.finish_session(session=session, at=at)
    session.refresh_from_db()
    assert session.finished_at == ended_at


def test_finished_late_without_a_set_it_ends_when_it_is_said(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    logbook.finish_session(session=session, at=NOON + 9 * HOUR)
    assert session.finished_at == NOON + 9 * HOUR


def test_it_ends_once(session):
    logbook.finish_session(session=session, at=NOON + HOUR, rpe=Decimal(8))
    with pytest.raises(SessionAlreadyFinished):
        logbook.finish_session(session=session, at=NOON + 2 * HOUR, rpe=Decimal(3))
    session.refresh_from_db()
    assert (session.finished_at, session.rpe) == (NOON + HOUR, 8)


def test_it_cannot_end_before_it_began(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    with pytest.raises(SessionFinishesBeforeItStarts):
        logbook.finish_session(session=session, at=NOON - HOUR)
    session.refresh_from_db()
    assert session.finished_at is None


def test_that_it_ended_is_announced(session, monkeypatch):
    said = []
    monkeypatch.setattr(SessionFinished, "publish", lambda event: said.append(event))
    logbook.finish_session(session=session, at=NOON + HOUR)
    assert said == [
        SessionFinished(
            session_id=session.pk, trainee_id=session.trainee_id, finished_at=NOON + HOUR
        )
    ]


def test_the_page_asks_how_it_felt(client, ana, session, page):
    client.force_login(ana)
    assert "Session effort" in client.get(page).content.decode()
    response = client.post(page, {"rpe": "8", "note": "Good."})
    assert response.url == reverse("training:session", args=[session.pk])
    session.refresh_from_db()
    assert (session.finished_at, session.rpe, session.note) == (NOON + HOUR, 8, "Good.")
    assert client.post(page, {"rpe": "8"}).status_code == 409


def test_a_wrong_effort_is_refused(client, ana, session, page):
    client.force_login(ana)
    assert client.post(page, {"rpe": "11"}).status_code == 200
    session.refresh_from_db()
    assert session.finished_at is None


@pytest.mark.parametrize(("who", "status"), DOORS)
def test_only_the_trainee_finishes_on_the_page(client, session, page, who, status, cole, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.post(page, {"rpe": "8"})
    assert response.status_code == (302 if status in (200, 401) else status)
    session.refresh_from_db()
    assert bool(session.finished_at) == (who == "ana")


@pytest.mark.parametrize(("who", "status"), DOORS)
def test_only_the_trainee_finishes_by_the_api(api, session, endpoint, who, status, cole, request):
    client = api(request.getfixturevalue(who) if who else None)
    assert client.post(endpoint, {}).status_code == status
    session.refresh_from_db()
    assert bool(session.finished_at) == (who == "ana")


def test_the_api_takes_what_was_felt_and_refuses_a_second_end(api, ana, endpoint):
    body = api(ana).post(endpoint, {"rpe": 8, "note": "Good."}).json()
    assert (body["rpe"], body["note"]) == (8, "Good.")
    response = api(ana).post(endpoint, {})
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
