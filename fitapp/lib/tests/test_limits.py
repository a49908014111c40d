import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from fitapp.lib.limits import client_ip, limit_page, limited


def asked(method="POST", ip="10.0.0.1", **meta):
    request = RequestFactory().generic(method, "/", REMOTE_ADDR=ip, **meta)
    request.user = AnonymousUser()
    return request


@pytest.fixture(autouse=True)
def _hold_the_clock(time_machine):
    time_machine.move_to("2026-03-02 12:00:01+00:00", tick=False)  # within one window


def uses(count, *, group="lift", **request):
    return [limited(asked(**request), group=group, key="ip", rate="2/m") for _ in range(count)]


def test_within_the_rate_there_is_no_wait():
    assert uses(2) == [0, 0]


def test_past_the_rate_it_says_how_long_to_wait():
    *within, wait = uses(3)
    assert within == [0, 0]
    assert 1 <= wait <= 60


def test_after_the_wait_it_goes_on(time_machine):
    wait = uses(3)[-1]
    time_machine.shift(wait + 1)
    assert uses(1) == [0]


def test_people_and_purposes_are_counted_apart():
    uses(3)
    assert uses(1, ip="10.0.0.2") == [0]
    assert uses(1, group="run") == [0]


def test_what_to_count_by_may_be_said():
    def count(email):
        return limited(asked(), group="mail", key=lambda group, request: email, rate="1/m")

    assert count("ana@example.com") == 0
    assert count("ana@example.com") > 0
    assert count("sam@example.com") == 0


def test_a_page_past_its_rate_is_429_and_reading_is_free():
    page = limit_page(group="page", key="ip", rate="1/m")(lambda request: HttpResponse("in"))
    assert [page(asked("GET")).status_code for _ in range(3)] == [200, 200, 200]
    assert [page(asked()).status_code for _ in range(2)] == [200, 429]
    assert page(asked()).headers["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "ip"),
    [
        (0, "", "10.0.0.1"),
        (0, "1.2.3.4", "10.0.0.1"),  # nobody is trusted, so what the client says is not heard
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the client wrote the first, our proxy the last
        (2, "6.6.6.6, 1.2.3.4, 10.1.1.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, ip):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert client_ip(asked(HTTP_X_FORWARDED_FOR=forwarded)) == ip
