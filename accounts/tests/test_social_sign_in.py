"""Signing in with Google and Apple, from the button to the person."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.elsewhere import GOOGLE, come_back, go, with_apple, with_google
from accounts.tests.factors import add_app, signed_in
from conftest import make_user


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


# --- A new person --------------------------------------------------------------------------------


def test_the_button_leads_to_google_with_state_and_pkce(client, db, elsewhere):
    url = go(client)
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{GOOGLE}/o/oauth2/v2/auth?")
    assert asked["client_id"] == ["us.google"]
    assert asked["redirect_uri"] == ["http://testserver/accounts/google/login/callback/"]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"profile", "email"}


def test_a_new_person_is_a_trainee_with_a_profile(client, db, elsewhere):
    assert with_google(client, elsewhere).url == "/"
    user = User.objects.get(email="nia@example.com")
    assert user.name == "Nia Okafor"
    assert user.handle == "nia_okafor"
    assert user.role_names == {"Trainees"}
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert client.session["_auth_user_id"] == str(user.pk)


def test_nothing_of_theirs_is_kept_but_name_and_address(client, db, elsewhere):
    elsewhere.claims = {"picture": "https://lh3.example/p", "locale": "de"}
    with_google(client, elsewhere)
    with_apple(Client(), elsewhere, user="{}")
    for account in SocialAccount.objects.all():
        assert set(account.extra_data) <= {"name", "email", "email_verified"}
    assert not SocialToken.objects.exists()
    assert "secret-of-theirs" not in str(list(SocialAccount.objects.values()))


def test_the_second_time_it_is_the_same_person(client, db, elsewhere):
    with_google(client, elsewhere)
    again = Client()
    with_google(again, elsewhere)
    assert again.session["_auth_user_id"] == client.session["_auth_user_id"]
    assert User.objects.count() == 1


def test_the_way_on_is_kept_but_stays_on_this_site(client, connected, elsewhere):
    assert with_google(client, elsewhere, next="/outbox/").url == "/outbox/"
    assert with_google(Client(), elsewhere, next="https://elsewhere.example/").url == "/"


def test_an_address_that_google_has_not_confirmed_is_confirmed_by_code(client, db, elsewhere):
    elsewhere.claims = {"email_verified": False}
    assert with_google(client, elsewhere).url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    assert mail.outbox[0].to == ["nia@example.com"]


def test_who_brings_no_address_is_asked_for_one(client, db, elsewhere):
    elsewhere.claims = {"email": None}
    response = with_google(client, elsewhere)
    assert response.url == reverse("socialaccount_signup")
    assert 'value="Nia Okafor"' in client.get(response.url).content.decode()
    client.post(response.url, {"name": "Nia", "email": "typed@example.com"})
    user = User.objects.get()
    assert (user.email, user.name) == ("typed@example.com", "Nia")
    assert not EmailAddress.objects.get().verified
    assert not signed_in(client)


def test_nobody_comes_to_that_form_alone(client, db):
    assert client.get(reverse("socialaccount_signup")).url == reverse("account_login")


def test_apple_answers_with_a_form_and_tells_the_name_once(client, db, elsewhere):
    asked = parse_qs(urlsplit(go(client, "apple")).query)
    assert asked["response_mode"] == ["form_post"]
    told = json.dumps({"name": {"firstName": "Nia", "lastName": "Okafor"}})
    assert with_apple(client, elsewhere, user=told).url == "/"
    user = User.objects.get()
    assert (user.name, user.email) == ("Nia Okafor", "nia@example.com")
    assert signed_in(client)


def test_the_cookie_between_apple_and_us_is_kept_from_scripts(client, db, elsewhere):
    answer = client.post(reverse("apple_callback"), {"code": "x", "state": "y"})
    cookie = answer.cookies["apple-login-session"]
    assert cookie["httponly"]
    assert cookie["path"] == reverse("apple_finish_callback")


# --- Somebody who has an account -----------------------------------------------------------------


def test_an_equal_address_opens_nobodys_account(client, elsewhere):
    nia = make_user("Nia")
    response = with_google(client, elsewhere)
    assert response.url == reverse("account_login")
    told = client.get(response.url).content.decode()
    assert "There is an account with this address already" in told
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == nia


def test_who_only_claims_an_address_does_not_learn_that_it_is_taken(client, elsewhere):
    elsewhere.claims = {"email_verified": False}
    make_user("Nia")
    taken = with_google(client, elsewhere)
    elsewhere.claims |= {"email": "free@example.com", "sub": "2"}
    free = with_google(Client(), elsewhere)
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert mail.outbox[0].subject == "You have an account already"
    assert not SocialAccount.objects.filter(user__email="nia@example.com").exists()


def test_an_unconfirmed_account_that_somebody_planted_is_not_joined(client, elsewhere):
    planted = make_user("Nia")
    planted.emailaddress_set.update(verified=False)
    with_google(client, elsewhere)
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_the_second_step_is_asked_for_as_well(client, connected, elsewhere):
    add_app(connected)
    assert with_google(client, elsewhere).url == reverse("mfa_authenticate")
    assert not signed_in(client)


def test_a_switched_off_account_stays_off(client, connected, elsewhere):
    connected.is_active = False
    connected.save()
    assert with_google(client, elsewhere).url == reverse("account_inactive")
    assert not signed_in(client)


# --- What can go wrong ---------------------------------------------------------------------------


def assert_refused(client, response):
    assert response.status_code == 401
    assert "Try again from the beginning" in response.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("state", ["", "x" * 16, None])
def test_a_missing_or_invented_state_is_refused_unasked(client, db, elsewhere, state):
    brought = elsewhere.agree(go(client))
    brought = {
        name: value for name, value in {**brought, "state": state}.items() if value is not None
    }
    assert_refused(client, come_back(client, brought))
    assert elsewhere.asked == []


def test_the_state_of_another_browser_is_refused(client, db, elsewhere):
    attacker = Client()
    brought = elsewhere.agree(go(attacker))
    assert_refused(client, come_back(client, brought))
    assert elsewhere.asked == []


def test_a_state_counts_once(client, db, elsewhere):
    brought = elsewhere.agree(go(client))
    come_back(client, brought)
    client.logout()
    assert come_back(client, brought).status_code == 401
    assert not signed_in(client)


def test_a_state_of_google_is_none_of_apples(client, db, elsewhere):
    brought = elsewhere.agree(go(client))
    response = client.get(reverse("apple_finish_callback"), brought)
    assert_refused(client, response)


def test_who_stops_half_way_is_told_so(client, db, elsewhere):
    state = elsewhere.agree(go(client))["state"]
    response = client.get(
        reverse("google_callback"), {"error": "access_denied", "state": state}, follow=True
    )
    assert "You stopped half-way" in response.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [{"aud": "somebody.else"}, {"iss": "https://evil.example"}, {"exp": 1_500_000_000}],
)
@pytest.mark.parametrize("way", [with_google, with_apple])
def test_a_statement_for_others_or_too_old_is_refused(client, db, elsewhere, way, claims):
    elsewhere.claims = claims
    assert_refused(client, way(client, elsewhere))


def test_a_statement_that_apple_did_not_sign_is_refused(client, db, elsewhere):
    elsewhere.signed_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert_refused(client, with_apple(client, elsewhere))


def test_a_code_that_google_does_not_know_is_refused(client, db, elsewhere):
    brought = elsewhere.agree(go(client))
    assert_refused(client, come_back(client, brought, code="invented"))


def test_a_server_that_fails_is_no_error_of_ours(client, db, elsewhere):
    elsewhere.fails = True
    assert_refused(client, with_google(client, elsewhere))
