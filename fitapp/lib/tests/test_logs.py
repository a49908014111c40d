"""What a line of the log says, and that it stays one line."""

import json
import logging
import sys
from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from fitapp.lib.logs import JsonLines

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def written(says="Refused.", *, about=None, **fields):
    record = logging.makeLogRecord(
        {"name": "fitapp.security", "levelname": "INFO", "msg": says, "created": NOON.timestamp()}
        | ({"about": about} if about else {})
        | fields
    )
    return JsonLines().format(record)


def test_a_line_says_when_how_grave_and_what():
    assert json.loads(written(about={"person": 7, "door": "api:me"})) == {
        "at": "2026-03-02T12:00:00.000+00:00",
        "level": "INFO",
        "logger": "fitapp.security",
        "says": "Refused.",
        "person": 7,
        "door": "api:me",
    }


def test_the_moment_is_in_utc():
    assert json.loads(written())["at"].endswith("+00:00")


def test_a_line_break_stays_inside_its_line():
    line = written("Signed in.\n{}", about={"address": "1.2.3.4\r\n\u2028\x1b[2J"})
    assert line.isprintable()
    assert json.loads(line)["says"] == "Signed in.\n{}"


def test_an_error_keeps_its_trace():
    try:
        raise LookupError("no such plate")
    except LookupError:
        line = json.loads(written(exc_info=sys.exc_info()))
    assert line["trace"].startswith("Traceback")
    assert line["trace"].endswith("LookupError: no such plate")


def test_what_cannot_be_written_as_json_is_written_as_text():
    assert json.loads(written(about={"moment": NOON}))["moment"] == str(NOON)


def test_the_site_writes_such_lines():
    """In development they are for people."""
    formatters = settings.LOGGING["formatters"]
    assert import_string(formatters["lines"]["()"]) is JsonLines
    assert settings.LOGGING["handlers"]["console"]["formatter"] in formatters
