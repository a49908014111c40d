"""Who is not let in is written down, in ids and names of doors."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Token
from conftest import NOON


@pytest.fixture
def refusals(caplog):
    """What was written of the requests since the last look."""
    caplog.set_level("INFO", logger="fitapp.security")

    def read():
        found = [r.about for r in caplog.records if r.getMessage() == "Refused."]
        caplog.clear()
        return found

    return read


def test_who_is_refused_is_written(client, ana, refusals):
    client.force_login(ana)
    client.get(reverse("pages:trainees"), REMOTE_ADDR="192.0.2.7")
    assert refusals() == [
        {
            "person": ana.pk,
            "address": "192.0.2.7",
            "status": 403,
            "method": "GET",
            "door": "pages:trainees",
        }
    ]


def test_who_brings_a_wrong_token_is_nobody(api, db, refusals):
    api().get("/api/v1/me/", HTTP_AUTHORIZATION="Bearer fit_invented")
    assert [(line["person"], line["status"]) for line in refusals()] == [(None, 401)]


def test_a_token_that_may_only_read_is_its_person(api, ana, refusals):
    _, secret = Token.issue(user=ana, name="watch", scope="read", at=NOON)
    api().patch("/api/v1/me/", {"name": "Anna"}, HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert [(line["status"], line["door"]) for line in refusals()] == [(403, "api:me")]


def test_what_is_hidden_from_somebody_known_is_written(client, ana, tess, refusals):
    address = reverse("accounts:picture", args=["nobody_here"])
    client.get(address)
    assert refusals() == []  # sent to sign in
    client.force_login(tess)
    client.get(address)
    assert [(line["person"], line["status"]) for line in refusals()] == [(tess.pk, 404)]


def test_a_forged_form_is_written(ana, refusals):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    client.post(reverse("accounts:change-units"))
    assert [(line["status"], line["door"]) for line in refusals()] == [
        (403, "accounts:change-units")
    ]


def test_the_door_is_named_and_not_its_address(client, ana, caplog):
    caplog.set_level("INFO", logger="fitapp.security")
    client.force_login(ana)
    client.get(reverse("accounts:invitation", args=["a-secret-of-a-link"]) + "?q=words")
    lines = [str(r.about) for r in caplog.records if r.name == "fitapp.security"]
    assert any("accounts:invitation" in line for line in lines)
    assert not any("a-secret" in line or "words" in line for line in lines)


def test_who_is_let_in_is_not(client, ana, refusals):
    client.force_login(ana)
    client.get(reverse("pages:today"))
    assert refusals() == []
