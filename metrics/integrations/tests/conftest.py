from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from conftest import NOON
from metrics.integrations import imports
from training.library import load_library
from training.models import Exercise

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def _progress_beside(settings, tmp_path):
    settings.CACHES = {
        **settings.CACHES,
        "progress": {**settings.CACHES["progress"], "LOCATION": tmp_path / "progress"}
        if not settings.REDIS_URL
        else settings.CACHES["progress"],
    }


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """The shipped library, loaded once for a module. Tests roll back what they add to it."""
    with django_db_blocker.unblock():
        load_library(at=NOON)
    yield
    with django_db_blocker.unblock():
        Exercise.objects.all().delete()


@pytest.fixture
def receive(ana):
    """`receive("strong_comma.csv")` is an import of Ana's that waits for her."""

    def received(name, user=None, content=None):
        source, _ = imports.receive_file(
            user=user or ana,
            filename=name,
            content=content or (FILES / name).read_bytes(),
            at=NOON,
        )
        return source

    return received


@pytest.fixture
def bring_in(receive, django_capture_on_commit_callbacks):
    """Receive a file, answer what it asks, and apply it."""

    def brought(name, **said):
        source = receive(name, user=said.pop("user", None), content=said.pop("content", None))
        imports.set_mapping(source, **{"load_unit": "kg", "distance_unit": "km", **said})
        with django_capture_on_commit_callbacks(execute=True):
            imports.apply(source, at=NOON + timedelta(minutes=1))
        source.refresh_from_db()
        return source

    return brought


@pytest.fixture
def undo(django_capture_on_commit_callbacks):
    def undone(source):
        with django_capture_on_commit_callbacks(execute=True):
            imports.undo(source, at=timezone.now())
        source.refresh_from_db()
        return source

    return undone
