"""The cast, and the time. Ana trains, Cole coaches her, Sam is a stranger, Tess is a trainer who
has nothing to do with Ana, Ada is the admin."""

import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection
from rest_framework.test import APIClient

from accounts import coaching
from accounts.models import Coaching, Scope, User

pytest_plugins = ["browser", "sockets"]

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
PASSWORD = "chalk-and-iron-42"
SHARED_DATA = Path(__file__).resolve().parent.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _test_settings(settings, tmp_path):
    """Fast hashing, mail in memory, tasks at once, files and a cache that nobody keeps."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.CELERY_TASK_EAGER_PROPAGATES = True
    settings.MEDIA_ROOT = tmp_path / "media"
    prefix = uuid4().hex
    settings.CACHES = {
        alias: {**cache, "KEY_PREFIX": prefix, **redis_of_this_worker(cache)}
        for alias, cache in settings.CACHES.items()
    }
    settings.CHANNEL_LAYERS = {
        alias: {**layer, "CONFIG": {**config, "prefix": prefix}} if config else {**layer}
        for alias, layer in settings.CHANNEL_LAYERS.items()
        for config in [layer.get("CONFIG")]  # Redis tells all its databases alike
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def redis_of_this_worker(cache):
    """Clearing a cache empties its whole Redis database, so each test process has its own, none
    of them the one where `manage.py serve` keeps its queue."""
    if "redis" not in cache["BACKEND"]:
        return {}
    url = urlsplit(cache["LOCATION"])
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = int(url.path.strip("/") or 0) + 1 + worker
    return {"LOCATION": url._replace(path=f"/{number}").geturl()}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite keeps its test database in a file, as a clone does: several threads and processes may
    then read it, which the browser tests and `manage.py serve` need."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


def make_user(name: str, *, role: str | None = None, **fields) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.com", PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    if role:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def start_coaching(trainer: User, trainee: User, scopes=(Scope.TRAINING,)) -> Coaching:
    invitation, _ = coaching.invite(trainer=trainer, email=trainee.email, at=NOON)
    coaching.accept(coaching=invitation, trainee=trainee, scopes=scopes, at=NOON)
    return invitation


@pytest.fixture
def ana(db) -> User:
    return make_user("Ana")


@pytest.fixture
def cole(db, ana) -> User:
    """Ana's trainer, who may see her training and nothing else."""
    cole = make_user("Cole", role="Trainers")
    start_coaching(cole, ana)
    return cole


@pytest.fixture
def sam(db) -> User:
    return make_user("Sam")


@pytest.fixture
def tess(db) -> User:
    return make_user("Tess", role="Trainers")


@pytest.fixture
def ada(db) -> User:
    return make_user("Ada", role="Admins", is_staff=True, is_superuser=True)


@pytest.fixture
def api():
    """`api(user)` is a client of the API signed in as that person; `api()` is nobody."""

    def client(user: User | None = None) -> APIClient:
        made = APIClient()
        if user is not None:
            made.force_login(user)
        return made

    return client


@pytest.fixture
def shared_data() -> Path:
    """Other people's recordings, which tests read where they are and never copy."""
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data is not on this machine")
    return SHARED_DATA
