"""A site with https, as it is told to the world: started with production settings in a process of
its own, and scored as Mozilla's Observatory scores."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256

import pytest
from django.conf import settings

LOOK = """
PATHS = '''
    / /accounts/login/ /nowhere/ /settings/ /api/v1/me/ /api/docs/ /health/live /static/css/app.css
    /.well-known/security.txt
'''.split()
import json, os, django
from django.core.management import call_command
from django.test import Client, override_settings
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable")
from accounts.models import User
from allauth.account.models import EmailAddress
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
    ana = User.objects.create_user("ana@example.com", "chalk-and-iron-42", name="Ana")
    EmailAddress.objects.create(user=ana, email=ana.email, primary=True, verified=True)
    client, found = Client(headers={"host": "fitapp.example"}), {}
    member = Client(headers={"host": "fitapp.example"})
    form = {"login": ana.email, "password": "chalk-and-iron-42"}
    assert member.post("/accounts/login/", form, secure=True).status_code == 302
    for who, browser in (("nobody", client), ("ana", member)):
        for path in PATHS:
            for scheme in ("http", "https"):
                got = browser.get(path, secure=scheme == "https")
                found[f"{who} {scheme} {path}"] = {
                    "status": got.status_code,
                    "headers": dict(got.headers),
                    "cookies": {key: dict(value) for key, value in got.cookies.items()},
                }
    jar = {**client.cookies, **member.cookies}
    found["cookies"] = {key: dict(value) for key, value in jar.items()}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "fitapp.settings",
        "DATA_DIR": str(tmp_path_factory.mktemp("production")),
        "SITE_URL": "https://fitapp.example",
        "SECRET_KEY": sha256(b"only for this test").hexdigest(),
        "SEALING_KEYS": f"first:{b64encode(sha256(b'only for this test').digest()).decode()}",
        "VAPID_PRIVATE_KEY": urlsafe_b64encode(sha256(b"a key").digest()).decode()[:43],
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "-c", LOOK]
    ran = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def pages(seen, scheme="https"):
    return {name: page for name, page in seen.items() if f" {scheme} " in name}


def test_plain_requests_are_sent_to_https_but_for_health(seen):
    for name, page in pages(seen, "http").items():
        path = name.split()[-1]
        if path.startswith("/api/v1/"):
            continue
        if path == "/health/live":
            assert page["status"] == 200
        else:
            assert page["status"] == 301, name
            assert page["headers"]["Location"] == f"https://fitapp.example{path}"


def test_a_program_that_asks_the_api_plainly_is_refused(seen):
    refused = [page for name, page in pages(seen, "http").items() if "/api/v1/" in name]
    assert [page["status"] for page in refused] == [403, 403]
    assert all(page["headers"]["Content-Type"] == "application/problem+json" for page in refused)


def test_every_answer_gets_the_best_mark(seen):
    marks = {name: score(page["headers"], seen["cookies"]) for name, page in pages(seen).items()}
    assert {name: mark for name, mark in marks.items() if mark < 135} == {}


def score(headers, cookies):
    """100, less what is missing, and more for what is better than asked; A+ is 100 and more."""
    csp = policy(headers.get("Content-Security-Policy", ""))
    mark = 100
    mark += 10 if is_strict(csp) else -25
    mark += 5 if csp.get("frame-ancestors") == ["'none'"] else -20
    mark += 5 if all(map(is_sound, cookies.items())) else -40
    mark += 5 if headers.get("Referrer-Policy") == "same-origin" else -5
    mark += 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else -5
    mark += 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5
    mark += 0 if "Access-Control-Allow-Origin" not in headers else -50
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    mark += 0 if age and int(age[1]) >= 15_768_000 else -20
    return mark


def policy(header):
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def is_strict(csp):
    sources = [source for listed in csp.values() for source in listed]
    loose = [one for one in sources if "unsafe" in one or one in ("*", "https:", "http:")]
    return (
        csp.get("default-src") == ["'none'"]
        and csp.get("base-uri") == ["'none'"]
        and csp.get("form-action") == ["'self'"]
        and "upgrade-insecure-requests" in csp
        and not loose
    )


def is_sound(named):
    name, cookie = named
    return (
        name.startswith("__Host-")
        and cookie["secure"]
        and cookie["httponly"]
        and cookie["samesite"] in ("Lax", "Strict")
        and (cookie["path"], cookie["domain"]) == ("/", "")
    )


def test_the_scorer_sees_what_is_missing(seen):
    headers = pages(seen)["nobody https /"]["headers"]
    assert score({}, {}) < 50
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy"):
        assert score({key: said for key, said in headers.items() if key != name}, {}) < 135
    assert score(headers, {"sessionid": {"secure": ""}}) < 135


def test_cookies_belong_to_this_host_alone(seen):
    assert set(seen["cookies"]) == {"__Host-sessionid", "__Host-csrftoken"}


def test_https_is_promised_for_two_years_and_for_hosts_below(seen):
    for page in pages(seen).values():
        promised = page["headers"]["Strict-Transport-Security"]
        assert promised == "max-age=63072000; includeSubDomains; preload"
