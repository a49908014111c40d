"""Which doors are limited, and what somebody who asks too often is told."""

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings as site
from django.urls import reverse
from environ import Env

from accounts.access import Anyone
from accounts.models import Token
from conftest import NOON, PASSWORD
from fitapp import rates
from fitapp.lib.limits import rates_of
from fitapp.lib.throttling import DoorThrottle
from fitapp.lib.turnstile import in_words
from fitapp.tests.authorisation.collecting import routes
from test_doors import actions

LOGIN = "/accounts/login/"
TOKENS = "/api/v1/auth/tokens/"
# allauth's pages that change nothing worth guessing, or ask for a session that has just been
# confirmed.
HARMLESS = {
    "account_inactive",
    "account_logout",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}


@pytest.fixture(autouse=True)
def _hold_the_clock(time_machine):
    time_machine.move_to(NOON, tick=False)  # within one window


def names():
    """{name of URL: the view behind it}"""
    return {route.name: route.view for route in routes()}


def limited(method):
    return {name for _, methods, doors in site.LIMITED_DOORS if method in methods for name in doors}


def test_every_limited_door_is_one_of_ours():
    doors = {name for _, _, doors in site.LIMITED_DOORS for name in doors}
    assert doors - names().keys() == set()


def test_every_limit_is_written_and_used():
    used = {limit for limit, _, _ in site.LIMITED_DOORS}
    assert used <= set(site.LIMITS)
    assert used >= site.SHUT_WITHOUT_COUNTING
    assert all(rates_of(written) for written in site.LIMITS.values())


def test_every_door_of_allauth_is_limited():
    theirs = {
        name
        for name, view in names().items()
        if view.__module__.startswith("allauth.") and name not in HARMLESS
    }
    assert theirs - limited("POST") == set()


def test_what_anyone_may_send_to_the_api_is_limited():
    by_view = {view: name for name, view in names().items() if name.startswith("api:")}
    open_to_all = {
        by_view[door.view]
        for door, method, permissions in actions()
        if method != "GET"
        if Anyone in permissions
    }
    assert open_to_all - limited("POST") == set()


def test_every_view_of_the_api_counts():
    views = {view for view in names().values() if hasattr(view, "cls")}
    assert {view.cls for view in views if DoorThrottle not in view.cls.throttle_classes} == set()


def guess(client, email="ana@example.com", **headers):
    return client.post(LOGIN, {"login": email, "password": "wrong-wrong-wrong"}, **headers)


def test_guessing_a_password_ends_after_ten_tries_and_says_when_it_goes_on(
    client, ana, time_machine
):
    codes = [guess(client).status_code for _ in range(10)]
    held = guess(client)
    assert (codes, held.status_code) == ([200] * 10, 429)
    wait = int(held.headers["Retry-After"])
    assert 1 <= wait <= 900
    assert f"Wait {in_words(wait)}" in held.content.decode()
    time_machine.shift(wait - 1)
    assert guess(client).status_code == 429
    time_machine.shift(1)
    assert guess(client).status_code == 200


def test_other_spellings_of_an_address_are_the_same_account(client, ana):
    for email in ("ana@example.com", "ANA@example.com", " Ana@Example.com ") * 3 + (
        "ana@example.com",
    ):
        guess(client, email)
    assert guess(client, "aNa@example.com").status_code == 429


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_header_does_not_make_another_address_of_me(client, ana, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    settings.LIMITS = {"sign-in": "3/m address"}
    seen = (
        [f"6.6.6.{n}, 1.2.3.4" for n in range(4)] if proxies else [f"6.6.6.{n}" for n in range(4)]
    )
    codes = [guess(client, HTTP_X_FORWARDED_FOR=value).status_code for value in seen]
    assert codes == [200, 200, 200, 429]


def test_a_stranger_does_not_shut_the_owner_out(client, ana):
    for _ in range(30):
        guess(client, REMOTE_ADDR="6.6.6.6")
    response = client.post(LOGIN, {"login": ana.email, "password": PASSWORD})
    assert response.status_code == 302


def test_allauth_reads_the_same_address(rf, settings):
    settings.TRUSTED_PROXIES = 1
    asked = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4", REMOTE_ADDR="10.0.0.1")
    assert get_adapter(asked).get_client_ip(asked) == "1.2.3.4"


def test_the_api_says_it_as_a_problem(api, ana):
    asked = {"email": ana.email, "password": "wrong-wrong-wrong", "name": "x"}
    codes = [api().post(TOKENS, asked).status_code for _ in range(10)]
    held = api().post(TOKENS, asked)
    assert (codes, held.status_code) == ([401] * 10, 429)
    assert held.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(held.headers["Retry-After"]) <= 900
    assert held.json()["title"] == "Too many requests"


def test_a_page_and_the_api_count_together(client, api, tess, settings):
    settings.LIMITS = {"invite": "2/h user"}
    client.force_login(tess)
    client.post(reverse("accounts:coaching"), {"email": "a@example.com"})
    api(tess).post("/api/v1/coachings/", {"email": "b@example.com"})
    held = api(tess).post("/api/v1/coachings/", {"email": "c@example.com"})
    assert held.status_code == 429


@pytest.mark.parametrize(
    ("who", "path"),
    [("sam", "/api/v1/trainers/"), ("cole", "/api/v1/trainees/"), ("ada", "/api/v1/users/")],
)
def test_searching_for_people_is_limited_and_listing_is_not(api, settings, who, path, request):
    settings.LIMITS = {"search": "1/m user"}
    client = api(request.getfixturevalue(who))
    assert client.get(path, {"search": "a"}).status_code == 200
    assert client.get(path, {"search": "b"}).status_code == 429
    assert client.get(path).status_code == 200


def test_everything_is_limited_by_address_before_anything_is_looked_at(client, api, settings, db):
    settings.LIMITS = {"everything": "2/m address"}
    client.get("/")
    client.get("/nowhere/")
    page, problem = client.get("/nowhere/"), api().get("/api/v1/nowhere/")
    assert (page.status_code, problem.status_code) == (429, 429)
    assert problem.json()["status"] == 429
    assert client.get("/health/live").status_code == 200


def test_everything_is_limited_by_person_and_by_token(api, ana, sam, settings):
    settings.LIMITS = {"everything": "2/m token, 3/m user"}
    secrets = [Token.issue(user=ana, name=name, scope="read", at=NOON)[1] for name in "abc"]

    def read(secret):
        return api().get("/api/v1/me/", HTTP_AUTHORIZATION=f"Bearer {secret}").status_code

    assert [read(secrets[0]) for _ in range(3)] == [200, 200, 429]
    assert [read(secrets[1]) for _ in range(2)] == [200, 429]  # the third of the person, and more
    assert api(sam).get("/api/v1/me/").status_code == 200


def test_the_environment_changes_a_limit_or_lifts_it(monkeypatch):
    monkeypatch.setenv("LIMIT_SIGN_UP", "5/d address")
    monkeypatch.setenv("LIMIT_SEARCH", "")
    changed = rates.limits(Env())
    assert changed == {**rates.LIMITS, "sign-up": "5/d address", "search": ""}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "60 seconds"),
        (61, "2 minutes"),
        (3600, "60 minutes"),
        (3601, "2 hours"),
        (86400, "24 hours"),
        (90000, "2 days"),
    ],
)
def test_a_wait_is_said_in_words(seconds, words):
    assert in_words(seconds) == words
