"""Rows that many tests read: written once for a module, in a transaction that is rolled back after
it. Each test writes on top of them in a transaction of its own."""

from contextlib import contextmanager

import time_machine
from django.db import transaction
from django.test import override_settings

from conftest import NOON

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def written_for_a_module(blocker, build, *, media):
    """What `build()` makes at noon, with files in `media`."""
    with (
        blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=HASHERS),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)
