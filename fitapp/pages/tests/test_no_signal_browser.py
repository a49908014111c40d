"""A workout where there is no signal: begun, logged, added to and finished on the device, and sent
when the signal is back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import PHONE
from training.models import Session
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.browser

NO_SIGNAL = re.compile("ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED")

ONCE_KEPT = """async (path) => {
  for (;;) {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      if (name.startsWith("person-") && await cache.match(path)) return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}"""


@pytest.fixture
def planned(ana):
    make_exercise("back-squat")
    make_exercise("bench-press")
    make_exercise("barbell-row")
    sets = [prescription(load_kg=80), prescription(load_kg=80)]
    return plan(
        ana,
        document(group(entry("back-squat", *sets)), group(entry("bench-press", *sets))),
        day=timezone.localdate(),
    )


@pytest.fixture
def device(open_page):
    """A phone with the service worker, that may lose its signal."""

    def opened(user, once_kept="/sessions/new/log/"):
        page = open_page(PHONE, user, service_workers="allow")
        page.evaluate(ONCE_KEPT, once_kept)
        return page

    yield opened
    open_page.faults[:] = [fault for fault in open_page.faults if not NO_SIGNAL.search(fault)]


def log_of(planned):
    return f"/planned/{planned.pk}/log/"


def no_signal(page, is_off=True):
    page.context.set_offline(is_off)


def test_a_planned_workout_is_begun_from_today_without_a_signal(ana, planned, device):
    page = device(ana, log_of(planned))
    no_signal(page)
    page.reload()
    page.get_by_role("button", name="Start workout").click()
    expect(page.get_by_role("heading", name="Back squat")).to_be_visible()
    page.get_by_role("button", name="Log set 1").click()
    expect(page.get_by_text("No signal. 2 changes since")).to_be_visible()
    page.reload()
    expect(page.locator("tr[data-state=done]")).to_have_count(1)
    assert not Session.objects.exists()
