"""A NUL goes nowhere."""

import json

import pytest

from fitapp.lib.characters import holds_nul

SECRET_PATHS = ["/people/ana%00/picture/", "/coaching/invitations/a%00b/", "/outbox/a%00/"]


@pytest.mark.parametrize("path", [*SECRET_PATHS, "/exercises/?q=a%00", "/?a%00=1", "/%00"])
def test_none_is_in_an_address(client, ana, path):
    client.force_login(ana)
    response = client.get(path)
    assert response.status_code == 400
    assert "could not read" in response.content.decode()


@pytest.mark.parametrize("path", ["trainers/?search=%00", "trainers/%00/", "exercises/?x=%00"])
def test_none_is_in_an_address_of_the_api(api, ana, path):
    response = api(ana).get(f"/api/v1/{path}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_none_is_in_a_cookie(client, ana):
    client.cookies["sessionid"] = "abcdefgh\0"
    assert client.get("/today/").status_code == 400


def test_none_is_in_a_form(client, ana):
    form = {"login": "ana\0@example.com", "password": "x"}
    assert client.post("/accounts/login/", form).status_code == 400
    assert client.post("/accounts/login/", {"a\0": "x"}).status_code == 400


@pytest.mark.parametrize("path", ["programs/", "sessions/", "sync/", "exercises/", "coachings/"])
def test_none_is_in_json_however_deep(api, cole, path):
    deep = {"name": "x", "blocks": [{"name": {"inside": ["a\0b"]}}], "a": {"b\0": 1}}
    response = api(cole).post(f"/api/v1/{path}", deep)
    assert response.status_code == 400
    assert response.json()["detail"] == "There is an empty character in a text."


def test_a_backslash_before_the_same_letters_is_none():
    assert not holds_nul(json.loads(r'{"a": "\\u0000"}'))
    assert holds_nul(json.loads(r'{"a": ["\u0000"]}'))
    assert holds_nul(json.loads(r'{"\u0000": 1}'))
