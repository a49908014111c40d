"""Nobody is sent to another site, and no mail leads to one."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import override_settings

from conftest import PASSWORD
from fitapp.pages.tests import test_errors

pytestmark = pytest.mark.usefixtures("unlimited")

EVIL = Path(__file__).with_name("evil_urls.txt").read_text().split("\n")[:-1]
EVIL += ["\thttps://evil.example", "java\tscript:alert(1)", "/\t/evil.example", "/\n/evil.example"]
EVIL += ["\x01https://evil.example", "https://evil.example\x1f", "\u2028//evil.example"]


def is_here(url):
    """Whether a browser would stay: it drops tabs and line ends, and takes \\ for a slash."""
    read = url.translate({ord(sign): None for sign in "\t\r\n"}).replace("\\", "/")
    to = urlsplit(urljoin("http://testserver/accounts/login/", read))
    return (to.scheme, to.netloc) == ("http", "testserver")


def assert_stays(response):
    if response.status_code in (301, 302, 303, 307, 308):
        assert is_here(response.headers["Location"]), response.headers["Location"]
    else:
        assert response.status_code in (200, 400)


def test_there_are_enough_of_them():
    assert len(set(EVIL)) > 60


@pytest.mark.parametrize("url", EVIL)
def test_signing_in_and_out_stays_here(client, ana, url):
    assert_stays(client.get("/accounts/login/", {"next": url}))
    form = {"login": ana.email, "password": PASSWORD, "next": url}
    assert_stays(client.post("/accounts/login/", form))
    assert client.session["_auth_user_id"]
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/reauthenticate/", "/"):
        assert_stays(client.get(path, {"next": url}))
    again = {"password": PASSWORD, "next": url}
    assert_stays(client.post("/accounts/reauthenticate/", again))
    assert_stays(client.post("/accounts/logout/", {"next": url}))


@pytest.mark.parametrize("url", EVIL)
def test_signing_up_and_the_admin_stay_here(client, ada, url):
    form = {"email": "new@example.com", "password1": PASSWORD, "name": "New", "next": url}
    assert_stays(client.post("/accounts/signup/", form))
    client.logout()
    form = {"username": ada.email, "password": PASSWORD, "next": url}
    assert_stays(client.post(f"/admin/login/?next={url}", form))


@pytest.mark.parametrize("url", EVIL)
@override_settings(ROOT_URLCONF=test_errors.__name__)
def test_a_page_of_an_error_leads_back_here(client, ana, url, monkeypatch):
    monkeypatch.setattr("fitapp.guard.methods_of", lambda match: {"GET": "public"})
    client.force_login(ana)
    html = client.get("/forbidden/", HTTP_REFERER=url).content.decode()
    [back] = re.findall(r'href="([^"]*)">Go back', html)
    assert is_here(unescape(back))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "testserver.evil.example"])
@pytest.mark.parametrize(
    "path", ["/accounts/password/reset/", "/accounts/login/", "/", "/health/live"]
)
def test_another_host_is_not_answered(client, db, host, path):
    assert client.post(path, {"email": "a@example.com"}, HTTP_HOST=host).status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize(
    "poison",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_HOST": "testserver:6666"},
    ],
)
@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_a_mail_leads_here_whatever_host_the_request_named(client, ana, settings, poison, email):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": email}, **poison)
    again = {"email": ana.email, "password1": PASSWORD, "name": "Ana"}
    client.post("/accounts/signup/", again, **poison)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "evil" not in message.body
        assert "6666" not in message.body
        assert "http://testserver/" in message.body
