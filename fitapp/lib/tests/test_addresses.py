"""Who asks, behind proxies and in front of them."""

import pytest
from django.test import RequestFactory

from fitapp.lib.addresses import NOWHERE, client_ip, neighbourhood

PROXY = "10.0.0.1"


def asked(forwarded=None, seen=PROXY):
    told = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=seen, **told)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, PROXY),
        (0, "1.2.3.4", PROXY),  # nobody is trusted, so what the client says is not heard
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the client wrote the first, our proxy the last
        (1, "6.6.6.6,5.5.5.5,,  1.2.3.4 ", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.1.1.1", "1.2.3.4"),
        (2, "1.2.3.4", PROXY),  # fewer than we have: it did not come through all of them
        (1, "", PROXY),
        (1, None, PROXY),
        (1, "1.2.3.4,", PROXY),
        (1, "unknown", PROXY),
        (1, "1.2.3.4.5", PROXY),
        (1, "<script>", PROXY),
        (1, "1.2.3.4:5678", "1.2.3.4"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "2001:DB8:0:0::1", "2001:db8::1"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    assert client_ip(asked(forwarded)) == address


@pytest.mark.parametrize("seen", ["", "a socket"])
def test_who_has_no_address_is_counted_together(settings, seen):
    settings.TRUSTED_PROXIES = 0
    assert client_ip(asked(seen=seen)) == NOWHERE


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_a_client_that_writes_new_addresses_stays_the_same_one(settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    behind = ["1.2.3.4", "10.1.1.1"][:proxies]
    seen = {client_ip(asked(", ".join([f"6.6.6.{n}", *behind]))) for n in range(20)}
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
    ],
)
def test_one_line_with_many_addresses_is_one(address, counted_as):
    assert neighbourhood(address) == counted_as
