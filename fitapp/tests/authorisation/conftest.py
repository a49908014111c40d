import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from conftest import NOON
from fitapp.tests.authorisation.world import World, build

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> World:
    """Built once for a module, in a transaction that is rolled back after it."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=HASHERS),
        transaction.atomic(),
    ):
        made = build()
        made.media = media
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _her_files(request, settings, _test_settings):
    """Files stay where the world was built."""
    if "world" in request.fixturenames:
        settings.MEDIA_ROOT = request.getfixturevalue("world").media
