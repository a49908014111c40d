"""A message reaches one browser, signed as ours and readable by it alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from fitapp.lib.sealing import BrokenSeal
from social.notifications import push, tasks
from social.notifications.checks import messages_can_be_signed
from social.notifications.endpoints import check_address, check_endpoint
from social.notifications.models import PushSubscription
from social.notifications.tests.a_browser import SERVICE, claims_of
from social.notifications.tests.conftest import leads_to

pytestmark = pytest.mark.django_db
MESSAGE = {"title": "Rest is over", "body": "Bench press", "tag": "rest", "url": "/"}


def deliver(row, *, lasts=timedelta(minutes=2)):
    until = timezone.now() + lasts
    tasks.deliver.delay(subscription_id=str(row.pk), message=MESSAGE, until=until.isoformat())


def test_the_browser_reads_what_was_sent(ana, browser_of, service):
    browser = browser_of(ana)
    deliver(browser.row)
    [(path, headers, body)] = service.got
    assert path == "/fcm/send/one"
    assert browser.reads(body) == MESSAGE
    assert b"Bench" not in body
    assert headers["content-encoding"] == "aes128gcm"
    assert (headers["Urgency"], headers["Topic"]) == ("high", "rest")
    assert 100 < int(headers["ttl"]) <= 120


def test_it_is_signed_for_this_push_service_with_the_key_that_browsers_are_told(
    ana, browser_of, service
):
    deliver(browser_of(ana).row)
    claims, key = claims_of(service.got[0][1])
    assert claims["aud"] == SERVICE
    assert claims["sub"] == settings.VAPID_SUBJECT
    assert timezone.now().timestamp() < claims["exp"] < timezone.now().timestamp() + 24 * 3600
    assert key == push.public_key()


@pytest.mark.parametrize("code", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(ana, browser_of, service, code):
    service.answers = [code]
    deliver(browser_of(ana).row)
    assert len(service.got) == 1
    assert not PushSubscription.objects.exists()


def test_a_push_service_that_stumbles_is_asked_again(ana, browser_of, service):
    service.answers = [503, 429]
    row = browser_of(ana).row
    deliver(row)
    assert len(service.got) == 3
    row.refresh_from_db()
    assert row.failure == "The push service answered 429."


def test_it_is_asked_four_times_and_not_more(ana, browser_of, service):
    service.answers = [500] * 9
    deliver(browser_of(ana).row)
    assert len(service.got) == 4
    assert PushSubscription.objects.get().failed_at is not None


def test_a_redirect_is_not_followed(ana, browser_of, service):
    service.answers = [302] * 9
    deliver(browser_of(ana).row)
    assert {path for path, _, _ in service.got} == {"/fcm/send/one"}


def test_what_is_of_no_use_any_more_is_not_sent(ana, browser_of, service):
    deliver(browser_of(ana).row, lasts=timedelta(0))
    assert service.got == []


def test_a_service_that_is_struck_from_the_list_is_not_written_to(
    ana, browser_of, service, settings
):
    row = browser_of(ana).row
    settings.PUSH_HOSTS = ["web.push.apple.com"]
    deliver(row)
    assert service.got == []
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.7"]
)
def test_a_known_name_that_leads_inside_is_not_followed(
    ana, browser_of, service, monkeypatch, address
):
    row = browser_of(ana).row
    leads_to(monkeypatch, "142.250.74.10", address)
    with pytest.raises(ValidationError, match="private address"):
        check_address(row.endpoint)
    deliver(row)
    assert service.got == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/one",
        "https://fcm.googleapis.com:8443/one",
        "https://fcm.googleapis.com:x/one",
        "https://me@fcm.googleapis.com/one",
        "https://fcm.googleapis.com@evil.example/one",
        "https://fcm.googleapis.com.evil.example/one",
        "https://evilfcm.googleapis.com/one",
        "https://notify.windows.com/one",
        "https://127.0.0.1/one",
        "https://[::1]/one",
        "https://localhost/one",
        "https://evil.example/?fcm.googleapis.com",
        "file:///etc/passwd",
        " https://fcm.googleapis.com/one",
        "",
    ],
)
def test_only_push_services_that_we_know_are_written_to(endpoint):
    with pytest.raises(ValidationError):
        check_endpoint(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/one",
        "https://updates.push.services.mozilla.com/wpush/v2/one",
        "https://web.push.apple.com/one",
        "https://wns2-par02p.notify.windows.com/w/?token=one",
    ],
)
def test_the_services_of_the_known_browsers_are(endpoint):
    check_endpoint(endpoint)


def test_the_keys_are_sealed_and_for_this_endpoint_alone(ana, browser_of):
    browser = browser_of(ana)
    kept = PushSubscription.objects.values().get()
    assert browser.keys["auth"] not in str(kept)
    assert browser.row.keys == browser.keys
    browser.row.endpoint = f"{SERVICE}/fcm/send/another"
    with pytest.raises(BrokenSeal):
        browser.row.keys  # noqa: B018


def test_the_keys_are_sealed_again_with_the_newest_key(ana, browser_of, settings):
    browser = browser_of(ana)
    assert push.reseal() == 0
    settings.SEALING_KEYS = f"newer:{'A' * 43}=,{settings.SEALING_KEYS}"
    assert (push.reseal(), push.reseal()) == (1, 0)
    row = PushSubscription.objects.get()
    assert row.auth.startswith("v1.newer.")
    assert row.keys == browser.keys


@pytest.mark.parametrize("key", ["", "short", "A" * 43, "_" * 43, "not base 64!", "B" * 60])
def test_a_key_that_is_none_is_named_by_the_checks(settings, key):
    assert messages_can_be_signed() == []
    settings.VAPID_PRIVATE_KEY = key
    assert [found.id for found in messages_can_be_signed()] == ["notifications.E001"]
