"""Signing in in a real browser: with a code, with a passkey, and out everywhere else."""

import re
from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.tests.factors import add_app, code_of, recovery_codes_of
from browser import assert_accessible
from conftest import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _fresh_limits(transactional_db):
    cache.clear()


@contextmanager
def authenticator(page):
    """A fingerprint reader that always knows its person, built into the machine of this page."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield chrome, made["authenticatorId"]
    chrome.send("WebAuthn.disable")


def sign_in(page, user):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def is_in(page) -> bool:
    page.goto("/settings/sessions/")
    return "/accounts/login/" not in page.url


def sign_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "logout" not in url)


def test_password_and_code_let_a_person_in(phone, ana):
    secret = add_app(ana)
    page = phone()
    sign_in(page, ana)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today/")


def test_an_app_is_set_up_and_its_codes_are_shown(laptop, ana):
    page = laptop(ana)
    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("img", name="QR code of the key below")).to_be_visible()
    page.get_by_label("Code").fill(code_of(page.locator("code.secret").inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    for code in recovery_codes_of(ana):
        expect(page.get_by_text(code, exact=True)).to_be_visible()


def add_passkey(page, *, alone):
    page.goto("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("What to call it").fill("My laptop")
    page.get_by_label("Signs me in without the password").set_checked(alone)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(laptop, ana):
    page = laptop(ana)
    with authenticator(page):
        add_passkey(page, alone=True)
        assert Authenticator.objects.get(type="webauthn").wrap().name == "My laptop"
        sign_out(page)
        page.goto("/accounts/login/?next=/settings/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/settings/")
        expect(page.get_by_text("1 passkey")).to_be_visible()


def test_a_passkey_is_the_second_step_and_proves_who_it_is(laptop, ana):
    page = laptop(ana)
    with authenticator(page):
        add_passkey(page, alone=False)
        sign_out(page)
        sign_in(page, ana)
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/today/")
        page.goto("/settings/delete/")
        page.get_by_role("link", name="Use a passkey").click()
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("heading", name="Delete account")).to_be_visible()


def test_a_reader_that_does_not_know_the_person_is_told_in_words(laptop, ana):
    page = laptop()
    with authenticator(page) as (chrome, reader):
        page.goto("/accounts/login/")
        button = page.get_by_role("button", name="Sign in with a passkey")
        chrome.send(
            "WebAuthn.setUserVerified", {"authenticatorId": reader, "isUserVerified": False}
        )
        button.click()
        expect(page.get_by_text("No passkey was used.")).to_be_visible()
        expect(button).to_be_enabled()


def test_without_scripts_the_page_says_that_passkeys_need_them(laptop, ana):
    page = laptop(ana, java_script_enabled=False)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("with JavaScript switched on")).to_be_visible()
    expect(page.get_by_role("button", name="Add it")).to_be_hidden()


def test_signing_out_everywhere_else(laptop, phone, ana):
    here, there = laptop(), phone()
    for page in (here, there):
        sign_in(page, ana)
        page.wait_for_url("**/today/")
    assert is_in(there)
    assert is_in(here)
    expect(here.get_by_text(re.compile("^Chrome on "))).to_have_count(2)
    here.get_by_role("button", name="Sign out everywhere else").click()
    here.get_by_label("Your password").fill(PASSWORD)
    here.get_by_role("button", name="Go on").click()
    expect(here.get_by_text("Signed out on 1 other device.")).to_be_visible()
    assert is_in(here)
    assert not is_in(there)
