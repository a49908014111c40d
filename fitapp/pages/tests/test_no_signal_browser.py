"""A workout where there is no signal: begun, logged, added to and finished on the device, and sent
when the signal is back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import PHONE, assert_accessible
from training.models import Session, Set
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.browser

NO_SIGNAL = re.compile("ERR_INTERNET_DISCONNECTED|WebSocket connection|ERR_FAILED")

ONCE_SENT = """async () => {
  const { state } = await import("@app/outbox.js")
  while (state.waiting.length) await new Promise((resolve) => setTimeout(resolve, 20))
}"""
ONCE_FORGOTTEN = """async (person) => {
  const { editsOf } = await import("@app/kept.js")
  const pages = async () => (await caches.keys()).filter((name) => name.startsWith("person-"))
  while ([ ...await pages(), ...await editsOf(person) ].length) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}"""
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
    """A phone with the service worker, that may lose its signal, once it keeps a page."""
    contexts = []

    def opened(user, once_kept="/sessions/new/log/"):
        page = open_page(PHONE, user, service_workers="allow")
        contexts.append(page.context)
        page.evaluate(ONCE_KEPT, once_kept)
        return page

    yield opened
    for context in contexts:
        context.close()
    open_page.faults[:] = [fault for fault in open_page.faults if not NO_SIGNAL.search(fault)]


def signal_again(page):
    expect(page.get_by_text(re.compile("^No signal"))).to_be_visible()
    no_signal(page, False)
    saved = page.get_by_text("Everything is saved")  # or it was, and the finished session opened
    expect(saved.or_(page.get_by_role("link", name="Edit sets")).first).to_be_visible()


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


def log(page, name):
    page.get_by_role("button", name=f"Log set {name}", exact=True).click()


def go_on(page):
    page.get_by_role("button", name=re.compile("^(Next|All sets)")).click()


def add(page, name):
    page.locator("[data-log-opened]").wait_for()
    page.get_by_role("link", name="Add exercise").first.click()
    page.get_by_label("Search the library").fill(name)
    page.get_by_role("button", name=name).click()


def finish(page):
    page.get_by_role("link", name="Finish").click()
    page.get_by_role("dialog").get_by_text("8", exact=True).click()
    page.get_by_role("button", name="Finish and save").click()


def done():
    rows = Set.objects.done().in_order().values_list("item__name", "load_kg", "reps", "rpe")
    return [(name, float(load), reps, rpe and float(rpe)) for name, load, reps, rpe in rows]


def test_the_signal_goes_in_the_middle_of_a_workout(ana, planned, device):
    page = device(ana)
    page.get_by_role("button", name="Start workout").click()
    log(page, 1)
    page.get_by_role("button", name="RPE 8, 2 left").click()
    go_on(page)
    page.evaluate(ONCE_SENT)
    no_signal(page)
    page.reload()
    expect(page.locator("tr[data-state=done]")).to_have_count(1)
    expect(page.get_by_label("RPE, set 1").first).to_have_value("8")
    page.get_by_role("button", name="Reps more by 1").click()
    log(page, 2)
    go_on(page)
    log(page, 1)
    go_on(page)
    add(page, "Barbell row")
    page.get_by_label("Weight in kg, set 1").last.fill("60")
    page.get_by_label("Reps, set 1").last.fill("10")
    log(page, 1)
    finish(page)
    expect(page.get_by_role("heading", name="Workout finished")).to_be_visible()
    assert_accessible(page)
    assert done() == [("Back squat", 80, 5, 8)]
    page.reload()
    expect(page.get_by_role("heading", name="Workout finished")).to_be_visible()
    signal_again(page)
    assert done() == [
        ("Back squat", 80, 5, 8),
        ("Back squat", 80, 6, None),
        ("Bench press", 80, 5, None),
        ("Barbell row", 60, 10, None),
    ]
    session = Session.objects.get()
    assert (session.planned, session.rpe) == (planned, 8)
    assert session.finished_at >= session.started_at


def test_a_workout_without_a_plan_needs_no_signal(ana, planned, device):
    page = device(ana)
    no_signal(page)
    page.get_by_role("button", name="Free workout").click()
    add(page, "Bench press")
    page.get_by_label("Weight in kg, set 1").fill("50")
    page.get_by_label("Reps, set 1").fill("8")
    log(page, 1)
    go_on(page)
    log(page, 2)
    go_on(page)
    page.get_by_role("button", name=re.compile("^Set 3, .* Change type")).click()
    page.get_by_role("button", name="Delete set").last.click()
    expect(page.get_by_text("No signal. 8 changes since")).to_be_visible()
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(2)
    finish(page)
    signal_again(page)
    assert done() == [("Bench press", 50, 8, None)] * 2
    assert Session.objects.get().planned is None


def test_two_devices_that_disagree_keep_the_later_and_say_so(ana, planned, device):
    here, there = device(ana), device(ana)
    for page in (here, there):
        page.get_by_role("button", name=re.compile("Start workout")).or_(
            page.get_by_role("link", name="Go on")
        ).click()
    no_signal(here)
    log(here, 1)
    go_on(here)
    there.get_by_role("button", name="Reps more by 1").click()
    log(there, 1)
    there.evaluate(ONCE_SENT)
    log(here, 2)
    no_signal(here, False)
    told = here.get_by_text("Set 1 of Back squat: your 5 reps, 6 reps from another device kept.")
    expect(told).to_be_visible()
    assert done() == [("Back squat", 80, 6, None), ("Back squat", 80, 5, None)]
    expect(here.get_by_label("Reps, set 1").first).to_have_value("6")
    here.reload()
    expect(told).to_be_visible()
    here.get_by_role("button", name="Dismiss").click()
    expect(told).to_be_hidden()
    here.reload()
    expect(here.get_by_text("Resting")).to_be_visible()  # the page is alive again
    expect(told).to_be_hidden()


def test_who_signs_out_is_asked_about_what_was_not_sent(ana, planned, device):
    page, asked = device(ana), []
    page.context.route("**/api/v1/sync/", lambda route: route.abort())
    page.get_by_role("button", name="Start workout").click()
    log(page, 1)
    page.goto("/today/")
    expect(page.get_by_text("The server cannot be reached. 1 change since")).to_be_visible()
    page.once("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())
    with page.expect_event("dialog"):
        sign_out(page)
    assert asked == [
        "1 change is on this device alone and could not be sent. Signing out deletes it. Sign out?"
    ]
    page.reload()
    expect(page.get_by_text("The server cannot be reached. 1 change since")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    sign_out(page)
    page.wait_for_url(re.compile("/$|/accounts/login/"))
    expect(page.get_by_text("Sign in").first).to_be_visible()
    page.evaluate(ONCE_FORGOTTEN, str(ana.pk))


def sign_out(page):
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
