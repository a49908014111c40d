"""What was done is written down and put right later: records and weeks follow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from training import logbook
from training.models import Record, Session, TraineeWeek
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"training:{name}", args=args)


@pytest.fixture
def past(client, ana):
    """A forgotten workout of a Friday, written down by forms: bench press, one of three sets."""
    client.force_login(ana)
    about = {"name": "Forgotten", "started_at": "2026-02-20T18:00", "minutes": "50"}
    client.post(url("add-past"), about)
    session = Session.objects.get()
    client.post(url("session-add", session.pk), {"exercise": make_exercise("bench-press").pk})
    row = session.sets.order_by("position").first()
    client.post(url("set-log", row.pk), {"load": "80", "reps": "5"})
    return session


def test_a_whole_workout_is_written_down_for_its_own_day(past):
    assert past.day == date(2026, 2, 20)
    assert past.sets.done().get().completed_at == past.finished_at
    assert list(TraineeWeek.objects.values_list("week", "sets")) == [(date(2026, 2, 16), 1)]


def test_sets_that_were_neither_meant_nor_done_are_not_told(client, past):
    page = client.get(url("session", past.pk)).content.decode()
    assert "80 × 5" in page
    assert "not done" not in page
    assert "of 3" not in page


def test_moved_to_another_day_records_and_weeks_go_along(client, past):
    make_workout(past.trainee, past.items.get().exercise, (82.5, 5), days=-15)  # 15 February
    client.post(
        url("session-edit", past.pk),
        {"name": "Forgotten", "started_at": "2026-02-10T18:00", "minutes": "50"},
    )
    past.refresh_from_db()
    assert past.day == date(2026, 2, 10)
    first, second = Record.objects.filter(kind="load").order_by("achieved_at")
    assert (first.value, first.superseded_at) == (80, second.achieved_at)
    assert second.value == Decimal("82.5")
    assert not TraineeWeek.objects.filter(week=date(2026, 2, 16)).exists()
    assert TraineeWeek.objects.get(week=date(2026, 2, 9)).sets == 2


def test_a_set_that_is_put_right_takes_its_record_back(client, past):
    row = past.sets.done().get()
    client.post(url("set-log", row.pk), {"load": "60", "reps": "5"})
    assert Record.objects.get(kind="load").value == 60
    client.post(url("set-undo", row.pk))
    assert not Record.objects.exists()
    assert not TraineeWeek.objects.filter(sets__gt=0).exists()


def test_a_workout_that_is_over_does_not_end_in_the_future(client, ana):
    client.force_login(ana)
    begun = timezone.localtime() - timedelta(minutes=30)
    about = {"name": "Now", "started_at": f"{begun:%Y-%m-%dT%H:%M}", "minutes": "45"}
    response = client.post(url("add-past"), about)
    assert "A session that is over ended in the past." in response.content.decode()
    assert not Session.objects.exists()
    client.post(url("add-past"), {**about, "minutes": "30"})
    assert Session.objects.get().finished_at <= timezone.now()


def test_one_under_way_may_have_begun_later(client, ana):
    client.force_login(ana)
    begun = timezone.now() - timedelta(minutes=30)
    session = logbook.start_free(trainee=ana, by=ana, at=begun)
    later = timezone.localtime(begun + timedelta(minutes=10))
    client.post(
        url("session-edit", session.pk),
        {"name": "Workout", "started_at": f"{later:%Y-%m-%dT%H:%M}", "minutes": "30"},
    )
    session.refresh_from_db()
    assert session.started_at == later.replace(second=0, microsecond=0)
    assert session.finished_at is None
