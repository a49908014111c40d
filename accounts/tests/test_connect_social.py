"""Connecting an account at Google or Apple, and whether that is offered at all."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.elsewhere import APPLE, GOOGLE, with_google
from accounts.tests.environment import settings_with
from accounts.tests.factors import prove, sign_in, signed_in


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


# --- Connecting ----------------------------------------------------------------------------------


@pytest.fixture
def member(client, ana):
    sign_in(client, ana)
    prove(client)
    return ana


def test_an_account_is_connected_and_then_opens(client, member, elsewhere):
    response = with_google(client, elsewhere, process="connect")
    assert response.url == reverse("socialaccount_connections")
    assert "nia@example.com" in client.get(response.url).content.decode()
    assert mail.outbox[-1].subject == "Google can sign you in"
    device = Client()
    with_google(device, elsewhere)
    assert device.session["_auth_user_id"] == str(member.pk)


def test_connecting_asks_who_it_is(client, ana, elsewhere):
    sign_in(client, ana)
    assert with_google(client, elsewhere, process="connect").url == reverse(
        "account_reauthenticate"
    )
    assert not SocialAccount.objects.exists()


def test_nobody_connects_without_an_account(client, db, elsewhere):
    with_google(client, elsewhere, process="connect")
    assert not SocialAccount.objects.exists()
    assert not signed_in(client)


def test_what_is_connected_to_somebody_else_stays_with_them(client, connected, sam, elsewhere):
    sign_in(client, sam)
    prove(client)
    told = with_google(client, elsewhere, process="connect")
    assert "connected to somebody else" in client.get(told.url).content.decode()
    assert SocialAccount.objects.get().user == connected


def disconnect(client, account):
    return client.post(reverse("socialaccount_connections"), {"account": account.pk})


def test_an_account_is_disconnected_and_then_opens_nothing(client, connected, member, elsewhere):
    assert disconnect(client, SocialAccount.objects.get()).status_code == 302
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].subject == "Google no longer signs you in"


def test_disconnecting_asks_who_it_is(client, connected, elsewhere):
    sign_in(client, connected)
    assert disconnect(client, SocialAccount.objects.get()).url.startswith(
        reverse("account_reauthenticate")
    )
    assert SocialAccount.objects.exists()


def test_the_only_way_in_is_not_taken_away(client, connected, elsewhere):
    connected.set_unusable_password()
    connected.save()
    with_google(client, elsewhere)
    response = disconnect(client, SocialAccount.objects.get())
    assert "Set a password first" in response.content.decode()
    assert SocialAccount.objects.exists()


def test_somebody_elses_connection_is_not_there(client, connected, sam, elsewhere):
    sign_in(client, sam)
    prove(client)
    assert disconnect(client, SocialAccount.objects.get()).status_code == 200
    assert SocialAccount.objects.exists()


def test_who_has_only_google_proves_it_by_signing_in_again(
    client, connected, elsewhere, time_machine
):
    connected.set_unusable_password()
    connected.save()
    time_machine.move_to("2026-03-02T12:00:00Z", tick=True)
    with_google(client, elsewhere)
    assert client.get("/settings/delete/").status_code == 200
    time_machine.move_to("2026-03-02T12:06:00Z", tick=True)
    assert client.get("/settings/delete/").url.startswith(reverse("accounts:prove"))
    assert with_google(client, elsewhere, next="/settings/delete/").url == "/settings/delete/"
    assert client.get("/settings/delete/").status_code == 200


def test_proving_with_another_google_account_changes_nothing(client, connected, elsewhere):
    sign_in(client, connected)
    elsewhere.claims = {"sub": "3", "email": "other@example.com"}
    assert with_google(client, elsewhere).url == reverse("accounts:settings")
    assert client.session["_auth_user_id"] == str(connected.pk)
    assert User.objects.count() == 1


# --- On and off ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["google_login", "google_callback", "apple_login", "apple_finish_callback"]
)
def test_without_keys_the_doors_are_not_there(client, db, name):
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["google_login", "apple_login", "apple_callback"])
def test_nor_is_what_is_sent_to_them_taken(client, db, name):
    assert client.post(reverse(name), {"code": "x"}).status_code == 404


@pytest.mark.parametrize("url", ["account_login", "account_signup", "accounts:settings"])
def test_buttons_are_there_when_the_keys_are(client, ana, url, elsewhere, settings):
    if url == "accounts:settings":
        client.force_login(ana)
    assert "Google" in client.get(reverse(url)).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {
        name: {**about, "APPS": []} for name, about in settings.SOCIALACCOUNT_PROVIDERS.items()
    }
    html = client.get(reverse(url)).content.decode()
    assert "Google" not in html
    assert "Apple" not in html


def test_a_look_at_the_door_goes_nowhere_yet(client, db, elsewhere):
    response = client.get(reverse("google_login"))
    assert response.status_code == 200
    assert "Continue with Google" in response.content.decode()


KEYS = {
    "GOOGLE_CLIENT_ID": "us", "GOOGLE_CLIENT_SECRET": "ours", "APPLE_CLIENT_ID": "us",
    "APPLE_TEAM_ID": "TEAM", "APPLE_KEY_ID": "KEYID", "APPLE_PRIVATE_KEY": "-----BEGIN\\nKEY",
}  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "origins"), [({}, []), (KEYS, [GOOGLE, APPLE]), ({"GOOGLE_CLIENT_ID": "us"}, [])]
)
def test_forms_may_lead_there_when_the_keys_are_set(tmp_path, keys, origins):
    found = settings_with(tmp_path, "CONTENT_SECURITY_POLICY", "SOCIALACCOUNT_PROVIDERS", **keys)
    providers = found["SOCIALACCOUNT_PROVIDERS"]
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == ["'self'", *origins]
    assert bool(providers["google"]["APPS"]) == (GOOGLE in origins)
    if APPLE in origins:
        assert providers["apple"]["APPS"][0]["settings"]["certificate_key"] == "-----BEGIN\nKEY"
