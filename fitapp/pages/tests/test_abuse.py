"""What nobody sends by accident: no page and no resource breaks."""

from inspect import getmodule, getsource, unwrap

import pytest

from conftest import NOON
from fitapp.pages.tests.every_page import Premises, addresses

pytestmark = pytest.mark.usefixtures("unlimited")

NAMES = "q show order page trainee exercise on view month week from to muscle next records".split()  # noqa: SIM905
EVIL = {
    "a NUL": "a\0b",
    "a NUL alone": "\0",
    "more than 64 bits": "9" * 30,
    "less than 64 bits": "-" + "9" * 30,
    "more digits than are read": "9" * 5000,
    "an endless number": "1e999",
    "no number": "NaN",
    "a digit of another script": "٣",
    "the year nought": "0000-01-01",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the last month": "9999-12",
    "a day after the last": "10000-01-01",
    "no such day": "2026-02-30",
    "SQL": "' OR 1=1 --",
    "wildcards": "%_\\" * 100,
    "depth": "[" * 2000,
    "a way up": "../../etc/passwd",
    "half a character": "\udc80",
    "characters of four bytes": "\U0001f3cb" * 300,
    "length": "a" * 10_000,
}


@pytest.fixture
def premises(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return Premises()


def readers():
    """Names of the pages that look at what stands behind the question mark."""
    for address in addresses():
        if ".GET" in getsource(getmodule(unwrap(address.view))):
            yield address.name


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_no_page_breaks_over_its_address(client, premises, evil):
    reading = set(readers())
    assert "training:calendar" in reading
    client.force_login(premises.trainer)
    for name, path in premises.pages():
        if name in reading:
            assert client.get(path, dict.fromkeys(NAMES, evil)).status_code < 500, name
