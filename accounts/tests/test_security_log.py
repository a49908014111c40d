"""What is written down of signing in, and that no secret is."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from conftest import PASSWORD

LOGIN = "/accounts/login/"
WRONG = "wrong-and-wrong-again"


@pytest.fixture
def lines(caplog):
    """What was written since the last look: (words, about)."""
    caplog.set_level("INFO", logger="fitapp.security")

    def read():
        found = [(r.getMessage(), r.about) for r in caplog.records if r.name == "fitapp.security"]
        caplog.clear()
        return found

    return read


def sign_in(client, user, password=PASSWORD):
    form = {"login": user.email, "password": password}
    return client.post(LOGIN, form, REMOTE_ADDR="192.0.2.7")


def test_signing_in_says_who_where_and_how(client, ana, lines):
    sign_in(client, ana)
    assert lines() == [
        ("Signed in.", {"person": ana.pk, "address": "192.0.2.7", "by": ["password"]})
    ]


def test_signing_out_says_who(client, ana, lines):
    client.force_login(ana)
    lines()
    client.post("/accounts/logout/")
    assert [(says, about["person"]) for says, about in lines()] == [("Signed out.", ana.pk)]


def test_a_wrong_password_is_written_without_it(client, ana, lines):
    sign_in(client, ana, WRONG)
    assert lines() == [("A password was wrong.", {"person": None, "address": "192.0.2.7"})]


def test_a_wrong_password_for_a_token_is_written(api, ana, lines):
    asked = {"email": ana.email, "password": WRONG, "name": "watch"}
    api().post("/api/v1/auth/tokens/", asked)
    assert [says for says, _ in lines()] == ["A password was wrong.", "Refused."]


def test_a_changed_password_is_written(client, ana, lines):
    sign_in(client, ana)
    lines()
    form = {"oldpassword": PASSWORD, "password1": "bar-bell-and-bench-7"}
    form["password2"] = form["password1"]
    client.post("/accounts/password/change/", form)
    assert ("The password was changed.", ana.pk) in [(s, a["person"]) for s, a in lines()]


def test_a_replaced_password_is_written(client, ana, lines):
    client.post("/accounts/password/reset/", {"email": ana.email})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link).url
    new = "bar-bell-and-bench-7"
    client.post(form, {"password1": new, "password2": new})
    assert ("A forgotten password was replaced.", ana.pk) in [(s, a["person"]) for s, a in lines()]


def test_no_secret_is_written(client, ana, lines):
    sign_in(client, ana, WRONG)
    sign_in(client, ana)
    client.get(reverse("pages:today"))
    client.post("/accounts/logout/")
    written = str(lines())
    assert not any(secret in written for secret in (PASSWORD, WRONG, ana.email))
