"""Signing in and out, and who is let in where."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from conftest import PASSWORD


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_e_mail_and_password_let_a_person_in(client, ana):
    assert sign_in(client, ana.email.upper()).url == "/"
    assert client.session["_auth_user_id"] == str(ana.pk)


@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, ana, email):
    html = sign_in(client, email, "wrong-wrong-wrong").content.decode()
    assert "do not match" in html
    assert f'value="{email}"' in html
    assert "wrong-wrong" not in html


def test_guessing_is_slowed_down(client, ana):
    for _ in range(10):
        sign_in(client, ana.email, "wrong-wrong-wrong")
    assert sign_in(client, ana.email).status_code == 429


def test_the_way_on_is_kept_but_stays_on_this_site(client, ana):
    assert sign_in(client, ana.email, next="/outbox/").url == "/outbox/"
    client.logout()
    assert sign_in(client, ana.email, next="https://elsewhere.example/").url == "/"


def test_a_switched_off_account_is_told_so(client, ana):
    ana.is_active = False
    ana.save()
    response = sign_in(client, ana.email)
    assert "_auth_user_id" not in client.session
    if response.status_code == 302:
        assert "switched off" in client.get(response.url).content.decode()


def test_signing_out_asks_first_and_then_does_it(client, ana):
    client.force_login(ana)
    assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
    assert client.session["_auth_user_id"]
    response = client.post(reverse("account_logout"), follow=True)
    assert "_auth_user_id" not in client.session
    assert "You are signed out." in response.content.decode()
