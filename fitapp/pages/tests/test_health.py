"""What a load balancer is told."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError
from django.utils import timezone

from conftest import NOON
from fitapp.pages import tasks
from fitapp.pages.views import health


@pytest.fixture
def beaten(db):
    """A worker has just been heard of."""
    with time_machine.travel(NOON, tick=False):
        tasks.beat()
        yield


def test_it_is_live_without_a_database(client):
    response = client.get("/health/live")
    assert response.json() == {"status": "live"}
    assert "no-cache" in response["Cache-Control"]


def test_it_is_ready_when_everything_answers(client, beaten):
    response = client.get("/health/ready")
    assert response.status_code == 200, response.content
    assert response.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok", "worker": "ok"},
    }
    assert "no-store" in response["Cache-Control"]


def failing(client):
    response = client.get("/health/ready")
    assert response.status_code == 503
    return {name: said for name, said in response.json()["checks"].items() if said != "ok"}


def test_a_silent_worker_is_named(client, beaten):
    with time_machine.travel(NOON + timedelta(seconds=76)):
        assert failing(client) == {"worker": "has been silent for too long"}


def test_a_worker_that_never_spoke_is_named(client, db):
    caches["shared"].delete(tasks.HEARTBEAT)
    assert failing(client) == {"worker": "has not been heard of"}


def test_a_database_that_is_away_is_named_without_its_address(client, beaten, monkeypatch):
    def away():
        raise OperationalError("connection to 10.1.2.3 refused for user fitapp")

    monkeypatch.setitem(health.CHECKS, "database", away)
    assert failing(client) == {"database": "does not answer"}


def test_migrations_to_apply_are_named(client, beaten, monkeypatch):
    health.check_migrations.cache_clear()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one"])
    assert failing(client) == {"migrations": "there are migrations to apply"}


def test_a_cache_that_forgets_is_named(client, beaten, settings):
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "default": dummy}
    assert failing(client) == {"cache": "does not keep what it is given"}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_nothing_can_be_sent_to_it(client, path):
    assert client.post(path).status_code == 405


def test_the_heart_beats_through_the_shared_cache(db):
    tasks.beat()
    assert timezone.now() - tasks.last_beat() < timedelta(minutes=1)
