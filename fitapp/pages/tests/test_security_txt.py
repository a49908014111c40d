"""Where to report a hole."""

import pytest

from conftest import NOON

PATH = "/.well-known/security.txt"


def test_it_names_who_to_tell_and_until_when(client, db, settings, time_machine):
    time_machine.move_to(NOON, tick=False)
    settings.SECURITY_CONTACT = ["mailto:security@fit.example", "https://fit.example/report"]
    response = client.get(PATH)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@fit.example",
        "Contact: https://fit.example/report",
        "Expires: 2026-08-29T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_where_nobody_is_named_there_is_none(client, db, settings):
    settings.SECURITY_CONTACT = []
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize("who", ["ana", "cole", "ada"])
def test_it_is_the_same_for_everybody(client, settings, who, request):
    settings.SECURITY_CONTACT = ["mailto:security@fit.example"]
    client.force_login(request.getfixturevalue(who))
    assert client.get(PATH).status_code == 200
    assert client.post(PATH).status_code == 405
