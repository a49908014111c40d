"""Proving again that it is you, whatever factors you have."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Token, User
from accounts.tests.factors import add_app, add_passkey, code_of, prove
from conftest import make_user

ACTS = [
    ("accounts:make-token", {"name": "sheet", "scope": "read", "lasts": "90"}),
    ("accounts:end-other-sessions", {}),
]


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def gus(db) -> User:
    """Signs in with Google and has no password here."""
    gus = make_user("Gus")
    gus.set_unusable_password()
    gus.save()
    SocialAccount.objects.create(user=gus, provider="google", uid="1")
    return gus


@pytest.fixture
def google(settings):
    providers = {name: dict(about) for name, about in settings.SOCIALACCOUNT_PROVIDERS.items()}
    providers["google"]["APPS"] = [{"client_id": "us", "secret": "ours"}]
    settings.SOCIALACCOUNT_PROVIDERS = providers


@pytest.mark.parametrize(("name", "data"), ACTS)
def test_a_session_left_open_may_not(client, gus, name, data):
    client.force_login(gus)
    response = client.post(reverse(name), data)
    assert response.url.startswith(reverse("accounts:prove"))
    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["accounts:delete", "account_set_password"])
def test_what_must_not_wait_is_dropped_and_kept_nowhere(client, gus, name):
    client.force_login(gus)
    new = {"password1": "gravel-otter-9", "password2": "gravel-otter-9"}
    assert client.post(reverse(name), new).url == reverse(name)
    assert client.get(reverse(name)).url.startswith(reverse("accounts:prove"))
    assert "gravel-otter-9" not in str(dict(client.session))
    gus.refresh_from_db()
    assert not gus.has_usable_password()


def test_who_has_proved_sets_a_password(client, gus):
    secret = add_app(gus)
    client.force_login(gus)
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    new = {"password1": "gravel-otter-9", "password2": "gravel-otter-9"}
    assert client.post(reverse("account_set_password"), new).url == "/settings/"
    gus.refresh_from_db()
    assert gus.check_password("gravel-otter-9")


def test_who_has_only_google_signs_in_there_again(client, gus, google):
    client.force_login(gus)
    html = client.get(f"{reverse('accounts:prove')}?next=/settings/delete/").content.decode()
    assert "Sign in with Google again" in html
    assert 'name="next" value="/settings/delete/"' in html
    assert reverse("account_reset_password") in html


def test_the_way_on_stays_on_this_site(client, gus, google):
    client.force_login(gus)
    html = client.get(f"{reverse('accounts:prove')}?next=https://elsewhere.example/").content
    assert b"elsewhere.example" not in html


def test_who_has_no_password_may_not_set_up_a_factor_unproved(client, gus):
    client.force_login(gus)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).url.startswith(reverse("accounts:prove"))
    assert not Authenticator.objects.exists()


def test_who_has_an_app_proves_with_it_and_may(client, gus):
    secret = add_app(gus)
    client.force_login(gus)
    asked = client.get(reverse("accounts:delete"))
    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    client.post(asked.url, {"code": code_of(secret)})
    assert client.post(reverse("accounts:delete")).url == "/"
    assert not User.objects.filter(pk=gus.pk).exists()


def test_who_has_a_passkey_is_offered_it(client, ana):
    add_passkey(ana)
    client.force_login(ana)
    html = client.get(reverse("accounts:delete"), follow=True).content.decode()
    assert "Your password" in html
    assert reverse("mfa_reauthenticate_webauthn") in html


def test_nobody_proves_what_they_are_not(client, db):
    assert client.get(reverse("accounts:prove")).url.startswith(reverse("account_login"))


def test_changing_an_address_asks_too(client, ana):
    client.force_login(ana)
    url = reverse("account_email")
    added = {"action_add": "", "email": "new@example.com"}
    assert client.post(url, added).url.startswith(reverse("account_reauthenticate"))


def test_proof_lasts_five_minutes(client, ana, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)
    client.force_login(ana)
    prove(client)
    assert client.get(reverse("accounts:delete")).status_code == 200
    time_machine.move_to("2026-03-02T12:05:01Z", tick=False)
    assert client.get(reverse("accounts:delete")).status_code == 302


def test_the_api_deletes_for_a_session_that_has_proved(api, ana):
    client = api(ana)
    assert client.delete("/api/v1/me/").status_code == 400
    client.post(reverse("account_reauthenticate"), {"password": "chalk-and-iron-42"},
                format="multipart")  # fmt: skip
    assert client.delete("/api/v1/me/").status_code == 204
    assert not User.objects.filter(pk=ana.pk).exists()


def test_the_api_does_not_delete_for_a_bare_token(api, ana):
    _, secret = Token.issue(user=ana, name="x", scope="write", at=ana.date_joined)
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.delete("/api/v1/me/").status_code == 400
    assert User.objects.filter(pk=ana.pk).exists()
