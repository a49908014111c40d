"""What is written down of signing in, and that no secret is."""

import re

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse

from accounts.tests.elsewhere import with_google
from accounts.tests.factors import add_app, code_of, prove, recovery_codes_of, send_code
from conftest import NOON, PASSWORD

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


def test_a_second_step_is_written_right_or_wrong(client, ana, lines):
    secret = add_app(ana)
    sign_in(client, ana)
    send_code(client, "000000")
    send_code(client, code_of(secret))
    said = [(says, about.get("factor"), about.get("by")) for says, about in lines()]
    assert said == [("A code was wrong.", "totp", None), ("Signed in.", None, ["password", "mfa"])]


def test_a_code_used_again_is_a_wrong_one(client, ana, lines, time_machine):
    time_machine.move_to(NOON, tick=False)
    code = code_of(add_app(ana))
    for _ in range(2):
        sign_in(client, ana)
        send_code(client, code)
        client.post("/accounts/logout/")
    assert [says for says, _ in lines()] == ["Signed in.", "Signed out.", "A code was wrong."]


def test_a_factor_taken_away_is_written(client, ana, lines):
    add_app(ana)
    client.force_login(ana)
    prove(client)
    lines()
    client.post(reverse("mfa_deactivate_totp"))
    factors = {(says, about["factor"]) for says, about in lines()}
    assert ("A factor was removed.", "totp") in factors


def test_accounts_elsewhere_that_come_and_go_are_written(client, ana, lines, elsewhere):
    client.force_login(ana)
    prove(client)
    lines()
    with_google(client, elsewhere, process="connect")
    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert [(says, about["person"], about["provider"]) for says, about in lines()] == [
        ("Connected.", ana.pk, "google"),
        ("Disconnected.", ana.pk, "google"),
    ]


def test_no_secret_is_written(client, ana, lines):
    sign_in(client, ana, WRONG)
    sign_in(client, ana)
    client.get(reverse("pages:today"))
    client.post("/accounts/logout/")
    written = str(lines())
    assert not any(secret in written for secret in (PASSWORD, WRONG, ana.email))


def test_no_code_is_written(client, ana, lines):
    secret = add_app(ana)
    codes = recovery_codes_of(ana)
    sign_in(client, ana)
    send_code(client, codes[0])
    assert not any(word in str(lines()) for word in (secret, *codes))
