"""What a browser is told about every page, and what no page holds."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client, override_settings

from conftest import NOON, PASSWORD
from fitapp.pages.tests import test_errors
from fitapp.pages.tests.every_page import Premises

LOADING = {
    "a": {"ping"},
    "audio": {"src"},
    "base": {"href"},
    "button": {"formaction"},
    "embed": {"src"},
    "form": {"action"},
    "iframe": {"src", "srcdoc"},
    "image": {"href", "xlink:href"},
    "img": {"src", "srcset"},
    "input": {"src", "formaction"},
    "link": {"href"},
    "object": {"data"},
    "script": {"src"},
    "source": {"src", "srcset"},
    "track": {"src"},
    "use": {"href", "xlink:href"},
    "video": {"src", "poster"},
}


class Reader(HTMLParser):
    """Collects what the policy would stop, and what would be asked of somebody else."""

    def __init__(self, nonce):
        super().__init__()
        self.nonce = nonce
        self.faults = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        where = self.get_starttag_text()
        runs = tag == "script" and given.get("type") != "application/json"
        if runs and "src" not in given and given.get("nonce") != self.nonce:
            self.faults.append(f"a script without the nonce: {where}")
        if tag == "style" or "style" in given:
            self.faults.append(f"a style in the page: {where}")
        for name, value in attrs:
            if re.fullmatch(r"on[a-z]+", name) or name == "hx-on" or name.startswith("hx-on:"):
                self.faults.append(f"a handler in the page: {where}")
            if (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"a script as an address: {where}")
        for name in LOADING.get(tag, set()) & set(given):
            if is_elsewhere(given[name] or ""):
                self.faults.append(f"asks somebody else: {where}")


def is_elsewhere(url):
    found = urlsplit(url.strip())
    return bool(found.netloc and found.netloc != "testserver") or found.scheme not in (
        "", "http", "https", "data"
    )  # fmt: skip


def faults_of(response):
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
    reader = Reader(nonce and nonce[1])
    reader.feed(response.content.decode())
    return reader.faults


@pytest.fixture
def premises(db, time_machine, unlimited):
    time_machine.move_to(NOON, tick=False)
    return Premises()


def test_the_reader_finds_what_it_looks_for():
    reader = Reader("n")
    reader.feed(
        "<script>1</script><script nonce=n></script><script src=/a></script><style></style>"
        "<p style=''><p onclick=''><a href=javascript:1></a><img src=//evil.example/a>"
        "<form action=https://evil.example></form><a href=https://elsewhere.example></a>"
        "<link href=https://testserver/a><p hx-on:click=''>"
    )
    assert len(reader.faults) == 8


def test_every_page_has_an_example(premises):
    assert premises.without_example() == []


@pytest.mark.parametrize("who", ["nobody", "trainee", "trainer", "admin"])
def test_no_page_holds_script_or_style_or_asks_somebody_else(client, premises, who):
    if user := getattr(premises, who):
        client.force_login(user)
    faults = {}
    for name, path in [*premises.pages(), *premises.admin_pages()]:
        response = client.get(path)
        assert response.status_code < 500 or name == "pages:ready", (name, response.content)
        if found := faults_of(response):
            faults[name] = found
        assert sound(response) == [], path
    assert faults == {}


@pytest.mark.parametrize(
    "path",
    ["forbidden/", "hidden/", "bad/", "refused/", "broken/", "limited/", "closed/", "nowhere/"],
)
@pytest.mark.parametrize("who", ["nobody", "trainee"])
@override_settings(ROOT_URLCONF=test_errors.__name__)
def test_pages_of_errors_are_as_strict(client, premises, path, who):
    client.raise_request_exception = False
    if user := getattr(premises, who):
        client.force_login(user)
    response = client.get(f"/{path}")
    assert response.status_code >= 400
    assert faults_of(response) == []
    assert sound(response) == []
    if who == "trainee":
        assert response.headers["Cache-Control"] == "private, no-store"


def test_a_form_that_was_wrong_is_as_strict(client, premises):
    forms = {
        "/accounts/login/": {"login": "x", "password": "y"},
        "/accounts/signup/": {"email": "x", "password1": "y"},
        "/accounts/password/reset/": {"email": "x"},
        "/admin/login/": {"username": "x", "password": "y"},
    }
    for path, form in forms.items():
        assert faults_of(client.post(path, form)) == []
    stale = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert (stale.status_code, faults_of(stale), sound(stale)) == (403, [], [])


def sound(response):
    """What is missing from the headers."""
    found = response.headers
    policy = policy_of(response)
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    missing = [name for name, value in wanted.items() if found.get(name) != value]
    missing += [name for name in ("default-src", "base-uri") if policy.get(name) != ["'none'"]]
    missing += [name for name in ("frame-ancestors",) if policy.get(name) != ["'none'"]]
    allowed = [source for sources in policy.values() for source in sources]
    missing += [source for source in allowed if "unsafe" in source or source in ("*", "https:")]
    if "camera=()" not in found.get("Permissions-Policy", ""):
        missing.append("Permissions-Policy")
    return missing


def policy_of(response):
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in filter(None, parts)}


def test_what_is_personal_is_kept_by_no_cache(client, api, premises):
    client.force_login(premises.trainee)
    kept = {
        name: response.headers.get("Cache-Control")
        for name, path in premises.pages()
        if (response := client.get(path)).status_code == 200
    }
    by_design = {"schema", "pages:live", "pages:ready", "accounts:picture"}
    assert {
        name: said
        for name, said in kept.items()
        if name not in by_design and "no-store" not in (said or "")
    } == {}
    for path in ("me/", "sessions/", "auth/tokens/", "nowhere/"):
        found = api(premises.trainee).get(f"/api/v1/{path}").headers
        assert found["Cache-Control"] == "private, no-store", path


def test_what_a_link_in_a_mail_opens_is_kept_by_no_cache(client, premises):
    client.post("/accounts/password/reset/", {"email": premises.trainee.email})
    [link] = re.findall(r"//[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)
    for path in (f"/coaching/invitations/{premises.invitation}/", link):
        response = client.get(path, follow=True)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]


def test_cookies_are_for_this_site_and_for_no_script(client, premises):
    client.get("/accounts/login/")
    answer = client.post(
        "/accounts/login/", {"login": premises.trainee.email, "password": PASSWORD}
    )
    assert answer.status_code == 302
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert (cookie["path"], cookie["domain"]) == ("/", ""), cookie.key
    assert len(client.cookies) == 2
