"""The demo gym: there with one command, the same every time, and only in development."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Coaching, User
from conftest import NOON
from fitapp.pages.demo import people, story
from training.models import (
    Assignment,
    Comment,
    PlannedSession,
    Program,
    Record,
    Session,
    SessionItem,
    Set,
    TraineeWeek,
)

pytestmark = pytest.mark.usefixtures("a_wednesday")
FILES = Path(__file__).resolve().parents[3] / "metrics" / "integrations" / "tests" / "files"


@pytest.fixture
def a_wednesday():
    with time_machine.travel(NOON + timedelta(days=2)):
        yield


def test_it_is_refused_outside_development(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="only with DEBUG"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_everybody_is_there_with_their_story(db, settings, capsys):
    settings.DEBUG = True
    call_command("load_demo")
    trainee = User.objects.get(email="trainee@example.com")
    trainer = User.objects.get(email="trainer@example.com")
    for email in ("trainer@example.com", "trainee@example.com", "admin@example.com"):
        assert User.objects.get(email=email).check_password("fitapp-demo")
        assert EmailAddress.objects.get(email=email).verified
    assert trainer.is_trainer
    assert User.objects.get(email="admin@example.com").is_admin

    today = timezone.now().astimezone(trainee.profile.zone).date()
    assert PlannedSession.objects.open().filter(trainee=trainee, date=today).count() == 1
    assert PlannedSession.objects.open().filter(trainee=trainee, date__gt=today).count() > 8
    assert PlannedSession.objects.filter(trainee=trainee, missed_at__isnull=False).exists()
    done = Session.objects.filter(trainee=trainee)
    assert done.count() > 50
    assert min(done.values_list("day", flat=True)) < today - timedelta(weeks=18)
    assert not done.under_way().exists()
    assert not Set.objects.filter(trainee=trainee, completed_at=None).exists()
    assert Set.objects.filter(trainee=trainee, kind="warm_up").exists()
    assert Record.objects.filter(trainee=trainee, superseded_at__isnull=False).exists()
    assert sum(TraineeWeek.objects.filter(trainee=trainee).values_list("sessions", flat=True)) == (
        done.count()
    )
    assert {comment.author_id for comment in Comment.objects.all()} == {trainee.pk, trainer.pk}
    assert Program.objects.filter(owner=trainer).exists()
    assert trainee.profile.limitations
    assert trainee.profile.equipment
    assert trainee.profile.experience

    assert trainee.gyms.in_use().exists()
    assert set(trainee.exercise_marks.values_list("kind", flat=True)) == {"favourite", "never"}
    assert trainer.video_links.exists()
    own = trainee.exercises.get()
    assert own.picture
    assert own.video_url
    running = Assignment.objects.running()
    assert running.filter(trainee=trainee).count() == 2
    assert running.filter(trainee=trainee).open_ended().count() == 1
    assert running.filter(paused_on=today).count() == 1
    assert SessionItem.objects.filter(session__trainee=trainee, group_kind="superset").exists()

    coachings = Coaching.objects.filter(trainer=trainer)
    assert coachings.active().count() == len(people.STORIES)
    assert coachings.filter(status="paused").count() == 1
    assert coachings.open_at(timezone.now()).count() == 1
    lena = User.objects.get(profile__name="Lena Fischer")
    assert max(lena.sessions.values_list("day", flat=True)) < today - timedelta(days=7)
    assert not User.objects.get(profile__name="Priya Nair").sessions.exists()

    counts = (Session.objects.count(), Set.objects.count())
    call_command("load_demo")
    assert (Session.objects.count(), Set.objects.count()) == counts
    assert "there already" in capsys.readouterr().out


def test_a_strong_export_can_take_the_place_of_the_made_up_history(ana, settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(story, "TRAINEE", ana.email)
    call_command("load_demo", strong_export=FILES / "strong_semicolon.csv")
    assert [session.name for session in ana.sessions.order_by("started_at")] == [
        "Morning",
        "Morning",
    ]
    with pytest.raises(CommandError, match="no file"):
        call_command("load_demo", strong_export=Path("nowhere.csv"))
