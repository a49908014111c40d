import socket
from urllib.parse import urlsplit

import pytest

from social.notifications import push
from social.notifications.tests.a_browser import SERVICE, Browser, Detour, PushService


@pytest.fixture
def browser_of():
    """A browser that has let us write to it: `browser_of(ana)`."""

    def made(user, endpoint=f"{SERVICE}/fcm/send/one"):
        browser = Browser(endpoint)
        browser.row = browser.subscribed_by(user)
        return browser

    return made


@pytest.fixture
def service(monkeypatch):
    """The push service, on this machine; its name leads to a public address."""
    service = PushService()

    class Detoured(push.Straight):
        def __init__(self):
            super().__init__()
            self.mount("https://", Detour(service.url))

    monkeypatch.setattr(push, "Straight", Detoured)
    leads_to(monkeypatch, "142.250.74.10")
    yield service
    service.stop()


def leads_to(monkeypatch, *addresses):
    """Where the name of the push service leads; other names lead where they do."""
    really = socket.getaddrinfo

    def resolve(host, *more, **terms):
        if host == urlsplit(SERVICE).hostname:
            return [(2, 1, 6, "", (address, 443)) for address in addresses]
        return really(host, *more, **terms)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
