"""Signing in with a code as well, and setting that up."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.tests.factors import (
    add_app,
    code_of,
    prove,
    recovery_codes_of,
    send_code,
    sign_in,
    signed_in,
)
from conftest import NOON, PASSWORD


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def member(client, ana):
    """Ana, who has just said again that it is her."""
    client.force_login(ana)
    prove(client)
    return ana


@pytest.fixture
def secret(ana) -> str:
    return add_app(ana)


# --- Signing in ----------------------------------------------------------------------------------


def test_the_password_alone_no_longer_opens_the_account(client, ana, secret):
    assert sign_in(client, ana).url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get("/settings/").status_code == 302


def test_password_and_code_do(client, ana, secret):
    sign_in(client, ana)
    half_way = client.session.session_key
    assert send_code(client, code_of(secret)).status_code == 302
    assert signed_in(client)
    assert client.session.session_key != half_way


@pytest.mark.parametrize("code", ["000000", "", "abc", "١٢٣٤٥٦", "9" * 200])
def test_a_wrong_code_is_refused_with_a_sentence(client, ana, secret, code):
    sign_in(client, ana)
    html = send_code(client, code).content.decode()
    assert "not the right code" in html or "This field is required" in html
    assert not signed_in(client)


def test_a_code_counts_once_for_as_long_as_it_is_good(client, ana, secret, time_machine):
    time_machine.move_to(NOON, tick=False)
    code = code_of(secret)
    sign_in(client, ana)
    send_code(client, code)
    client.logout()
    time_machine.move_to(NOON + timedelta(seconds=31), tick=False)  # still within the tolerance
    sign_in(client, ana)
    send_code(client, code)
    assert not signed_in(client)


def test_a_recovery_code_opens_once(client, ana, secret):
    code = recovery_codes_of(ana)[0]
    sign_in(client, ana)
    send_code(client, code)
    assert signed_in(client)
    client.logout()
    sign_in(client, ana)
    send_code(client, code)
    assert not signed_in(client)
    assert len(recovery_codes_of(ana)) == 9


def test_guessing_codes_is_slowed_down(client, ana, secret, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/h/key"}
    sign_in(client, ana)
    for _ in range(5):
        send_code(client, "000000")
    assert send_code(client, code_of(secret)).status_code == 429
    assert not signed_in(client)


def test_nobody_comes_to_the_second_step_first(client, ana, secret):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")
    assert send_code(client, code_of(secret)).url == reverse("account_login")


def test_the_admin_has_no_door_of_its_own(client, ada):
    add_app(ada)
    form = {"username": ada.email, "password": PASSWORD}
    assert client.post("/admin/login/", form).url.startswith(reverse("account_login"))
    assert not signed_in(client)


def test_an_admin_becomes_nobody_else_there(client, ada, sam):
    client.force_login(ada)
    form = {"username": sam.email, "password": PASSWORD}
    assert client.post("/admin/login/", form).url == reverse("admin:index")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.get("/admin/password_change/").url == reverse("account_change_password")


# --- Setting it up -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_its_first_code(client, member):
    page = client.get(reverse("mfa_activate_totp"))
    key = page.context["form"].secret
    assert key in page.content.decode()
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(key)}, follow=True)
    assert "Recovery codes" in response.content.decode()
    for code in recovery_codes_of(member):
        assert code in response.content.decode()
    assert [sent.subject for sent in mail.outbox] == ["An authenticator app was set up"]


def test_a_mistyped_code_keeps_the_key(client, member):
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "not the right code" in response.content.decode()
    assert key in response.content.decode()
    assert not Authenticator.objects.exists()


def test_what_the_codes_are_made_from_is_sealed(member, secret):
    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert secret not in str(kept)
    assert kept["totp"]["secret"].startswith("v1.")
    assert kept["recovery_codes"]["seed"].startswith("v1.")


def test_the_pending_key_leaves_the_session(client, member):
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(key)})
    assert key not in str(dict(client.session))


def test_turning_the_app_off_takes_the_codes_with_it(client, member, secret):
    assert "Turn it off" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert not Authenticator.objects.exists()
    assert mail.outbox[0].subject == "Your authenticator app was turned off"


def test_recovery_codes_are_downloaded_and_kept_by_no_cache(client, member, secret):
    response = client.get(reverse("mfa_download_recovery_codes"))
    assert all(code in response.content.decode() for code in recovery_codes_of(member))
    assert "no-store" in response.headers["Cache-Control"]
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_end_the_old_ones(client, member, secret):
    old = recovery_codes_of(member)
    page = client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    assert "the 10 that are left stop working" in page
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(recovery_codes_of(member))
    assert mail.outbox[0].subject == "You have new recovery codes"


def test_without_a_factor_there_are_no_recovery_codes(client, member):
    response = client.post(reverse("mfa_generate_recovery_codes"))
    assert "Add an authenticator app or a passkey first" in response.content.decode()
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404


def test_who_has_an_unconfirmed_address_confirms_it_first(client, member):
    member.emailaddress_set.create(email="other@example.com")
    response = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm your e-mail addresses first" in response.content.decode()


def test_settings_say_what_is_set_up(client, member, secret):
    for code in recovery_codes_of(member)[:7]:
        send_code_to_reauthenticate(client, code)
    html = client.get("/settings/").content.decode()
    assert "Authenticator app" in html
    assert "3 recovery codes left" in html


def send_code_to_reauthenticate(client, code):
    client.post(reverse("mfa_reauthenticate"), {"code": code})


# --- Who may -------------------------------------------------------------------------------------

PAGES = [
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
]


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_sent_to_sign_in(client, db, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "mfa_activate_totp"])
def test_a_session_that_is_not_fresh_is_asked_again(client, ana, secret, name):
    client.force_login(ana)
    for response in (client.get(reverse(name)), client.post(reverse(name))):
        if response.status_code != 405:
            assert response.url.startswith(reverse("account_reauthenticate"))


def test_a_code_proves_as_well_as_the_password(client, ana, secret):
    client.force_login(ana)
    page = client.get(reverse("mfa_view_recovery_codes"), follow=True).content.decode()
    assert "Use a code" in page
    where = f"{reverse('mfa_reauthenticate')}?next={reverse('mfa_view_recovery_codes')}"
    response = client.post(where, {"code": code_of(secret)}, follow=True)
    assert "Recovery codes" in response.content.decode()


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_somebody_elses_passkey_is_not_there(client, member, sam, name):
    data = {"name": "Sam's phone", "credential": {}}
    passkey = Authenticator.objects.create(user=sam, type="webauthn", data=data)
    url = reverse(name, args=[passkey.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get() == passkey


@pytest.mark.parametrize("credential", ["", "x", "[]", "{}", "1", '{"response": {}}', "null"])
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn"])
def test_what_is_no_passkey_is_refused(client, member, name, credential):
    if name == "mfa_login_webauthn":
        client.logout()
    client.get(reverse(name), headers={"Accept": "application/json"})
    response = client.post(reverse(name), {"credential": credential, "name": "x"})
    assert response.status_code in (200, 302)
    assert not Authenticator.objects.exists()
