"""Browser tests: Debian's Chromium, driven by Playwright, against the application as uvicorn serves
it: pages and websockets on one port, in a thread of this process.

    @pytest.mark.browser
    def test_ana_logs_a_set(phone, ana):
        page = phone(ana)

`laptop(user)` and `phone(user)` open a page signed in as that person, or as nobody; each call is a
person of its own with cookies of their own. A page fails its test at the end when anything was
logged as an error: an exception, an answer of 4xx or 5xx, a breach of the content security policy.
`open_page.faults` is the list; clear it of what a test means to provoke. The service worker is kept
out, as it would ask for more than the test does; `service_workers="allow"` lets it in.
"""

import os
import shutil
import socket
import threading
import time

import pytest
import uvicorn
from a2wsgi import WSGIMiddleware
from axe_playwright_python.sync_playwright import Axe
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from fitapp.routing import sockets
from fitapp.wsgi import application

LAPTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)


@pytest.fixture(scope="module")
def browser():
    """One Chromium per module: Playwright's event loop must not live on into other tests."""
    path = next(filter(None, (shutil.which(name) for name in NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield chromium
            chromium.close()


class Site(uvicorn.Server):
    """The application on a port of its own."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        pages = WSGIMiddleware(StaticFilesHandler(application), workers=8)
        app = ProtocolTypeRouter({"http": pages, "websocket": sockets([self.url])})
        super().__init__(uvicorn.Config(app, lifespan="off", log_config=None, log_level="warning"))
        self.thread = threading.Thread(target=self.run, args=([self.listener],), daemon=True)

    def settle(self):
        """Waits for what is under way, so that no request outlives its test."""
        deadline = time.monotonic() + TIMEOUT_MS / 1000
        while self.server_state.tasks and time.monotonic() < deadline:
            time.sleep(0.01)

    def stop(self):
        self.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def site(django_db_setup):
    """One for all browser tests. It keeps no connection, or the test database could not go."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
        site = Site()
        site.thread.start()
        yield site
        site.stop()


@pytest.fixture
def open_page(browser, site):
    """`open_page(LAPTOP | PHONE, user=None, **context options)` is a new page at the front door."""
    contexts, faults = [], []

    def opened(device, user=None, **options):
        context = browser.new_context(
            base_url=site.url,
            locale="en-GB",
            reduced_motion="reduce",
            **{"service_workers": "block", **device, **options},
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        if user is not None:
            context.add_cookies([session_cookie(user, site.url)])
        page = context.new_page()
        listen(page, faults)
        page.goto("/")
        return page

    opened.faults = faults
    yield opened
    for context in contexts:
        context.close()
    site.settle()
    assert faults == []


@pytest.fixture
def laptop(open_page):
    """`laptop(user=None, **context options)` is a page 1440 px wide."""
    return lambda user=None, **options: open_page(LAPTOP, user, **options)


@pytest.fixture
def phone(open_page):
    """`phone(user=None, **context options)` is a page of 360 by 740 px that is touched."""
    return lambda user=None, **options: open_page(PHONE, user, **options)


@pytest.fixture
def page(laptop):
    """Nobody's page on a laptop."""
    return laptop()


def session_cookie(user, url):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def listen(page, faults):
    """Collects what must not happen. A violation of the policy is logged as an error as well."""

    def logged(message):
        if message.type == "error":
            where = message.location.get("url") or page.url
            faults.append(f"{where}: {message.text}")

    page.on("console", logged)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))


def assert_accessible(page):
    """axe finds nothing wrong with the page as it stands."""
    # Preloading would put our style sheets into the page again, inline, against its policy.
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert found.violations_count == 0, found.generate_report()


def pytest_collection_modifyitems(items):
    """A browser test is a live server's test, so the database is really written to."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where MUST_RUN names a marker (as .ci/run does), skipping such a test is a failure."""
    report = yield
    required = os.environ.get("MUST_RUN", "").split()
    if report.skipped and any(item.get_closest_marker(name) for name in required):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped here: {report.longrepr}"
    return report
