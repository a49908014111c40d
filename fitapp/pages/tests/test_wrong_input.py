"""What is no value of a field is refused by name, and nothing is written; whatever is sent, nothing
breaks."""

import json

import pytest
from django.apps import apps

from fitapp.pages.tests.a_busy_gym import NOBODY
from fitapp.pages.tests.doors_that_write import DOORS

every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def send(client, door, gym, body):
    text = json.dumps(body).replace("Infinity", "1e400")
    ask = getattr(client, door.method)
    return ask(door.path(gym), text, content_type="application/json")


def holds_nul(value):
    """An empty character is refused wherever it is: its field need not be named."""
    return "\\u0000" in json.dumps(value)


def put(body, path, value):
    """`body` with `value` at "blocks.0.name"."""
    first, _, rest = path.partition(".")
    key = int(first) if isinstance(body, list) else first
    there = body.copy()
    there[key] = put(body[key], rest, value) if rest else value
    return there


def everything():
    """Every row of the rooms these doors lead to."""
    models = [*apps.get_app_config("training").get_models(),
              *apps.get_app_config("integrations").get_models()]  # fmt: skip
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in models}


@every_door
def test_what_is_right_is_taken(door, gym, api):
    response = send(api(getattr(gym, door.who)), door, gym, door.good(gym))
    assert response.status_code in (200, 201), response.content


@every_door
def test_what_is_wrong_is_named_and_nothing_is_written(door, gym, api):
    client, good, before = api(getattr(gym, door.who)), door.good(gym), everything()
    wrong = []
    for path, values in {**door.wrong, "colour": ["red"]}.items():
        for value in values:
            response = send(client, door, gym, put(good, path, value))
            named = response.json().get("errors", {}) if response.status_code == 400 else {}
            is_named = any(f"{name}.".startswith(f"{path}.") for name in named)
            if not (is_named or (holds_nul(value) and response.status_code == 400)):
                wrong.append((path, str(value)[:20], response.status_code, response.content[:200]))
    assert wrong == []
    assert everything() == before


OURS = (
    *("owner", "owner_id", "user", "user_id", "trainee_id", "trainer", "author", "author_id"),
    *("role", "roles", "groups", "is_staff", "is_superuser", "is_active", "is_admin", "approved"),
    *("created_at", "updated_by", "updated_by_id", "logged_by_id", "assigned_by_id", "origin"),
    *("pk", "session_id", "version_id", "assignment_id", "state", "__class__", "_state"),
)


@every_door
def test_what_is_settled_by_us_is_not_for_the_client_to_say(door, gym, api):
    client, good, before = api(getattr(gym, door.who)), door.good(gym), everything()
    wrong = []
    for name in {*OURS, *door.read_only}:
        for value in (str(gym.sam.pk), None, True, NOBODY):
            response = send(client, door, gym, good | {name: value})
            if response.status_code != 400 or name not in response.json()["errors"]:
                wrong.append((name, value, response.status_code, response.content[:200]))
    assert wrong == []
    assert everything() == before


NO_OBJECTS = [
    *(b"{", b"[]", b"7", b"null", b'"words"', b'{"a": NaN}', b'{"name": "\\ud800"}', b"\xff"),
    *(b'{"\\u0000": 1}', b"[" * 100_000),
]


@every_door
def test_what_is_no_object_is_refused(door, gym, api):
    client, before = api(getattr(gym, door.who)), everything()
    ask, path = getattr(client, door.method), door.path(gym)
    answers = [ask(path, body, content_type="application/json") for body in NO_OBJECTS]
    assert [answer.status_code for answer in answers] == [400] * len(NO_OBJECTS)
    assert {answer["Content-Type"] for answer in answers} == {"application/problem+json"}
    assert everything() == before
