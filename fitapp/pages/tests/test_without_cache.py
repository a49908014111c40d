"""Redis is away: people go on reading and training, and doors that could be guessed at are shut."""

import socket
import time
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from kombu.exceptions import OperationalError

from conftest import NOON, PASSWORD
from fitapp.pages.tests.every_page import Premises
from metrics.integrations import imports, tasks
from training import catalogue
from training.models import Set

pytestmark = pytest.mark.usefixtures("a_monday")
COMING_BACK = ("google_callback", "apple_callback", "apple_finish_callback")  # which is signing in


@pytest.fixture
def a_monday(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def premises(db):
    return Premises()


@pytest.fixture
def away(settings):
    """Nobody listens where the caches should be."""
    settings.CACHES = {alias: redis_at(1) for alias in settings.CACHES}


def redis_at(port, **options):
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": f"redis://127.0.0.1:{port}/0",
        "OPTIONS": {
            "REDIS_CLIENT_CLASS": "fitapp.lib.caches.Redis",
            "IGNORE_EXCEPTIONS": True,
            **options,
        },
    }


@pytest.mark.parametrize("who", ["nobody", "trainee", "trainer", "admin"])
def test_every_page_answers_as_it_did(client, premises, away, settings, who):
    if user := getattr(premises, who):
        client.force_login(user)
    kept = {alias: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for alias in caches}
    for name, path in premises.pages():
        if name == "pages:ready" or name in COMING_BACK:
            continue
        without = client.get(path).status_code
        with_cache = settings.CACHES
        settings.CACHES = kept
        assert without == client.get(path).status_code, name
        settings.CACHES = with_cache


def test_a_page_that_reads_the_library_reads_it_once(
    client, premises, away, django_assert_max_num_queries
):
    client.force_login(premises.trainee)
    client.get("/exercises/")
    kept = catalogue.library()
    client.get("/exercises/")
    assert catalogue.library() is kept


def test_a_session_lasts_and_training_goes_on(client, premises, away):
    client.force_login(premises.trainee)
    row = Set.objects.filter(session=premises.session, completed_at=None).first()
    response = client.post(f"/sets/{row.pk}/log/", {"load": "80", "reps": "5"})
    assert response.status_code in (200, 302)
    row.refresh_from_db()
    assert row.completed_at
    client.post("/settings/picture/remove/")
    assert "Your photo is deleted." in client.get("/settings/").content.decode()


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/accounts/login/", {"login": "hanna@example.com", "password": PASSWORD}),
        ("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD}),
        ("/accounts/password/reset/", {"email": "hanna@example.com"}),
        ("/admin/login/", {"username": "ada@example.com", "password": PASSWORD}),
    ],
)
def test_doors_that_could_be_guessed_at_are_shut_and_say_so(client, premises, away, path, form):
    response = client.post(path, form)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Signing in" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.get(path).status_code in (200, 302)


def test_coming_back_from_a_sign_in_elsewhere_waits_as_well(client, premises, away):
    for name in COMING_BACK:
        assert client.get(reverse(name)).status_code == 503


def test_the_api_shuts_them_with_a_problem(api, premises, away):
    asked = {"email": "hanna@example.com", "password": PASSWORD, "name": "sheet"}
    response = api().post("/api/v1/auth/tokens/", asked)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert api(premises.trainee).get("/api/v1/sessions/").status_code == 200
    assert api(premises.trainee).get("/api/v1/exercises/").status_code == 200


def test_it_is_not_ready_and_says_why(client, premises, away):
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["cache"] != "ok"
    assert client.get("/health/live").status_code == 200


def test_work_that_no_broker_takes_waits_for_the_sweep(
    client, api, premises, away, monkeypatch, time_machine, django_capture_on_commit_callbacks
):
    def refused(**_):
        raise OperationalError("Connection refused")

    source = premises.source
    imports.set_mapping(source, load_unit="kg")
    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(tasks.apply_import, "apply_async", refused)
        response = api(premises.trainee).post(f"/api/v1/imports/{source.pk}/apply/")
    assert response.status_code == 202
    client.force_login(premises.trainee)
    assert client.get(f"/imports/{source.pk}/").status_code == 200
    time_machine.shift(timedelta(minutes=10))
    tasks.sweep()
    source.refresh_from_db()
    assert source.state == source.State.APPLIED


def test_one_that_accepts_and_never_answers_costs_its_timeout_once(settings):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        port = silent.getsockname()[1]
        settings.CACHES = {
            "default": redis_at(port, SOCKET_TIMEOUT=0.2, SOCKET_CONNECT_TIMEOUT=0.2)
        }
        began = time.monotonic()
        assert [caches["default"].get("key", "none") for _ in range(50)] == ["none"] * 50
        assert time.monotonic() - began < 1.5
