"""A browser is subscribed once, and tells whoever signed in there last."""

import pytest
from django.conf import settings

from fitapp.lib.sealing import is_newest
from social.notifications import push
from social.notifications.models import PushSubscription
from social.notifications.tests.a_browser import SERVICE, Browser

pytestmark = pytest.mark.django_db
URL = "/api/v1/push-subscriptions/"


def test_a_browser_is_subscribed(ana, api):
    browser = Browser()
    response = api(ana).post(URL, browser.says(), headers={"User-Agent": "Firefox 150"})
    assert response.status_code == 201
    assert set(response.json()) == {
        "id", "service", "user_agent", "created_at", "failed_at", "failure"
    }  # fmt: skip
    assert response.json()["service"] == "fcm.googleapis.com"
    row = PushSubscription.objects.get()
    assert (row.user, row.keys, row.user_agent) == (ana, browser.keys, "Firefox 150")
    assert is_newest(row.auth)


def test_sent_twice_it_is_one(ana, api):
    browser = Browser()
    codes = [api(ana).post(URL, browser.says()).status_code for _ in range(2)]
    assert codes == [201, 200]
    assert PushSubscription.objects.count() == 1


def test_of_very_many_the_oldest_are_forgotten(ana, sam, browser_of, monkeypatch):
    monkeypatch.setattr("social.notifications.models.MOST_BROWSERS", 2)
    others = browser_of(sam, f"{SERVICE}/fcm/send/his").row
    rows = [browser_of(ana, f"{SERVICE}/fcm/send/{n}").row for n in range(3)]
    assert {*PushSubscription.objects.all()} == {others, *rows[1:]}


def test_it_moves_to_whoever_signs_in_there(ana, sam, api):
    browser = Browser()
    api(ana).post(URL, browser.says())
    assert api(sam).post(URL, browser.says()).status_code == 200
    assert PushSubscription.objects.get().user == sam
    assert api(ana).get(URL).json()["results"] == []


def test_people_see_and_delete_their_own(ana, sam, cole, ada, api, browser_of):
    row = browser_of(ana).row
    url = f"{URL}{row.pk}/"
    for other in (sam, cole, ada):
        assert api(other).get(URL).json()["results"] == []
        assert api(other).delete(url).status_code == 404
    assert [one["id"] for one in api(ana).get(URL).json()["results"]] == [str(row.pk)]
    assert api(ana).delete(url).status_code == 204
    assert api(ana).delete(url).status_code == 404


def test_nobody_subscribes_without_signing_in(api):
    assert api().post(URL, Browser().says()).status_code == 401
    assert api().get(f"{URL}key/").status_code == 401


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endpoint": "https://169.254.169.254/latest"}, "endpoint"),
        ({"endpoint": f"{SERVICE}/{'x' * 1000}"}, "endpoint"),
        ({"keys": {"p256dh": "short", "auth": "A" * 22}}, "keys.p256dh"),
        ({"keys": {"p256dh": "B" * 87, "auth": "no base 64 at all.."}}, "keys.auth"),
        ({"keys": {"p256dh": "B" * 87}}, "keys.auth"),
        ({"keys": 7}, "keys"),
        ({"user": 1}, "user"),
    ],
)
def test_what_is_no_subscription_is_refused_by_its_field(ana, api, changes, field):
    response = api(ana).post(URL, {**Browser().says(), **changes})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert not PushSubscription.objects.exists()


def test_browsers_are_told_the_key_that_we_sign_with(ana, api):
    key = api(ana).get(f"{URL}key/").json()["key"]
    assert key == push.public_key()
    assert len(key) == 87
    assert settings.VAPID_PRIVATE_KEY not in key


def test_it_goes_with_the_account(ana, browser_of):
    browser_of(ana)
    ana.delete()
    assert not PushSubscription.objects.exists()
