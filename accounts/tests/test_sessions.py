"""Where a person is signed in, and ending it."""

from base64 import b64encode
from datetime import timedelta
from secrets import token_bytes, token_urlsafe

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.tests.environment import settings_with
from accounts.tests.factors import prove, sign_in, signed_in
from accounts.visits import visits_of
from conftest import NOON, PASSWORD

PAGE = "/settings/sessions/"
END_OTHERS = "/settings/sessions/end-others/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def device_of(user, **headers) -> Client:
    device = Client()
    sign_in(device, user, **headers)
    return device


@pytest.fixture
def laptop(ana):
    return device_of(ana, user_agent=FIREFOX)


@pytest.fixture
def phone(ana):
    return device_of(ana)


def is_in(device) -> bool:
    return device.get(PAGE).status_code == 200


def visit_of(device) -> UserSession:
    return UserSession.objects.get(session_key=device.session.session_key)


# --- The list ------------------------------------------------------------------------------------


def test_nobody_is_sent_to_sign_in(client, db):
    assert client.get(PAGE).url.startswith(reverse("account_login"))


def test_each_device_is_listed_and_this_one_is_marked(laptop, phone):
    html = laptop.get(PAGE).content.decode()
    assert "Firefox on Linux" in html
    assert "An unknown device" in html
    assert html.count("This one") == 1
    assert "127.0.0.1" in html


def test_nobody_sees_somebody_elses(laptop, sam):
    html = device_of(sam).get(PAGE).content.decode()
    assert "Firefox" not in html


def test_a_visit_is_noted_once_in_five_minutes(ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    device = device_of(ana)
    for minutes, noted in [(4, 0), (6, 6), (10, 6), (12, 12)]:
        time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
        device.get("/today/")
        assert visit_of(device).last_seen_at == NOON + timedelta(minutes=noted)


def test_the_list_costs_the_same_for_many(ana, laptop, django_assert_num_queries):
    for _ in range(4):
        device_of(ana)
    laptop.get(PAGE)
    with django_assert_num_queries(2):  # person, visits
        laptop.get(PAGE)


# --- Ending --------------------------------------------------------------------------------------


def test_ending_one_ends_it_at_the_next_request(laptop, phone):
    assert is_in(phone)  # so that the cache knows it
    laptop.post(f"{PAGE}{visit_of(phone).pk}/end/")
    assert not is_in(phone)
    assert is_in(laptop)


def test_a_session_that_a_cache_revives_ends_with_the_next_note(ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    device = device_of(ana)
    kept = device.session
    visit = visit_of(device)
    visit.end()
    kept._cache.set(kept.cache_key, dict(kept), 3600)  # as a request under way would
    time_machine.move_to(NOON + timedelta(minutes=6), tick=False)
    assert not is_in(device)
    assert not Session.objects.filter(session_key=visit.session_key).exists()


def test_ending_this_one_signs_out(laptop):
    assert laptop.post(f"{PAGE}{visit_of(laptop).pk}/end/").url == "/"
    assert not signed_in(laptop)
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ana", 302), ("sam", 404), ("cole", 404)])
def test_only_its_person_ends_a_session(client, laptop, cole, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"{PAGE}{visit_of(laptop).pk}/end/").status_code == status
    assert is_in(laptop) == (who != "ana")


def test_signing_out_everywhere_else_asks_first_and_then_does_it(laptop, phone):
    assert laptop.post(END_OTHERS).url.startswith(reverse("account_reauthenticate"))
    assert is_in(phone)
    data = {"password": PASSWORD, "next": END_OTHERS}
    laptop.post(f"{reverse('account_reauthenticate')}?next={END_OTHERS}", data)
    assert not is_in(phone)
    html = laptop.get(PAGE).content.decode()
    assert "Signed out on 1 other device." in html


def test_signing_out_elsewhere_leaves_other_people_alone(laptop, sam):
    other = device_of(sam)
    prove(laptop)
    laptop.post(END_OTHERS)
    assert is_in(other)


@pytest.mark.parametrize("url", [END_OTHERS, f"{PAGE}1/end/"])
def test_a_look_ends_nothing(laptop, url):
    assert laptop.get(url).status_code == 405


def test_a_new_password_ends_the_others(laptop, phone, ana):
    new = "gravel-otter-lamp-9"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    laptop.post(reverse("account_change_password"), data)
    assert is_in(laptop)
    assert not is_in(phone)
    [visit] = visits_of(ana, at=timezone.now())
    assert visit.session_key == laptop.session.session_key


# --- How long ------------------------------------------------------------------------------------


def test_a_session_ends_after_two_idle_weeks(ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    device = device_of(ana)
    for days, inside in [(13, True), (26, True), (41, False)]:
        time_machine.move_to(NOON + timedelta(days=days), tick=False)
        assert is_in(device) == inside


def test_a_session_ends_after_ninety_days_however_much_it_is_used(ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    device = device_of(ana)
    for days in range(10, 90, 10):
        time_machine.move_to(NOON + timedelta(days=days), tick=False)
        assert is_in(device)
    time_machine.move_to(NOON + timedelta(days=90, minutes=1), tick=False)
    assert not is_in(device)


def test_signing_in_changes_the_key_of_the_session(client, ana):
    client.get("/")
    session = client.session
    session["cart"] = "planted"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client, ana)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_cookie_is_kept_from_scripts_and_other_sites(client, ana):
    sign_in(client, ana)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 14 * 24 * 3600


def test_with_https_the_cookie_is_bound_to_the_host(tmp_path):
    found = settings_with(
        tmp_path,
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        SITE_URL="https://fit.example",
        SECRET_KEY=token_urlsafe(48),
        SEALING_KEYS=f"first:{b64encode(token_bytes(32)).decode()}",
        VAPID_PRIVATE_KEY=token_urlsafe(32),
    )
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }


def test_how_long_a_session_lasts_is_a_setting(tmp_path):
    names = ("SESSION_COOKIE_AGE", "SESSION_LONGEST")
    days = {"SESSION_IDLE_DAYS": "1", "SESSION_MAX_DAYS": "2"}
    found = settings_with(tmp_path, *names, **days)
    assert found == {"SESSION_COOKIE_AGE": 86_400, "SESSION_LONGEST": "2 days, 0:00:00"}


def test_addresses_and_devices_are_forgotten_when_a_session_is_over(laptop, phone):
    visit = visit_of(phone)
    Session.objects.filter(session_key=visit.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    tasks.forget_ended_sessions()
    assert [left.pk for left in UserSession.objects.all()] == [visit_of(laptop).pk]
    assert not Session.objects.filter(session_key=visit.session_key).exists()
