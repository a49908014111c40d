"""The rest of a workout: it starts with a set, outlives the page, and is the same in every tab."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import assert_accessible
from training import logbook
from training.models import RestTimer
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.browser


@pytest.fixture
def workout(ana):
    """Squats and curls as a superset with two minutes after each round, then an EMOM of swings."""
    for slug in ("back-squat", "leg-curl", "swing"):
        make_exercise(slug)
    rows = [prescription(rest_s=120), prescription(rest_s=120)]
    pair = group(entry("back-squat", *rows), entry("leg-curl", *rows), kind="superset")
    minutes = group(entry("swing", *[prescription(rest_s=None)] * 3), kind="emom", interval_s=60)
    now = timezone.now()
    planned = plan(ana, document(pair, minutes), day=now.date())
    return logbook.start_planned(planned=planned, by=ana, at=now - timedelta(minutes=1))


@pytest.fixture
def page(ana, laptop, workout):
    """The log of the workout, with a clock that the test winds on."""
    page = laptop(ana)
    page.clock.install()
    open_log(page, workout)
    return page


def open_log(page, session):
    page.goto(f"/sessions/{session.pk}/log/")
    expect(page.get_by_role("region", name="Current set")).to_be_visible()


def seconds_of(page):
    minutes, seconds = page.locator("#dock-rest output").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def log(page):
    return page.get_by_role("button", name="Log set")


def onward(page):
    return page.get_by_role("button", name="Next: ")


def told(page, act, *, ms=1000):
    """What the server keeps once it was told, which takes a moment where taps may follow."""
    with page.expect_response(lambda got: got.url.endswith("/rest/")) as got:
        act()
        page.clock.run_for(ms)
    assert got.value.ok, got.value.text()
    return RestTimer.objects.first()


def press(button):
    return lambda: button.press("Enter")


def test_it_outlives_the_page_and_is_skipped_by_keyboard(page, workout):
    told(page, press(log(page)))
    assert 10 <= seconds_of(page) <= 15, "hardly a rest within the round"
    assert_accessible(page)
    assert told(page, press(onward(page))) is None
    timer = told(page, press(log(page)))
    assert timer.upcoming.item.name == "Back squat"
    assert 110 <= seconds_of(page) <= 120, "the rest comes after the round"
    timer = told(page, press(page.get_by_label("15 seconds more")))
    assert timer.seconds_left(at=timezone.now()) > 125
    page.reload()
    expect(page.locator("#dock-rest")).to_be_visible()
    assert 110 <= seconds_of(page) <= 135


def test_another_device_and_another_tab_show_it_and_the_tab_ends_it(page, ana, phone):
    told(page, press(log(page)))
    device = phone(ana)
    device.goto(page.url)
    expect(device.locator("#dock-rest")).to_be_visible()
    assert seconds_of(device) <= 15
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#dock-rest")).to_be_visible()
    other.get_by_role("button", name="Next: ").press("Enter")
    expect(page.locator("#dock-rest")).to_be_hidden()
    log(page).press("Enter")
    expect(other.locator("#dock-rest")).to_be_visible()


LOOKS_AWAY = """() => {
  Object.defineProperty(document, "hidden", { get: () => true, configurable: true })
  document.dispatchEvent(new Event("visibilitychange"))
}"""
LOOKS_BACK = "() => delete document.hidden"


def test_whoever_sees_its_end_is_sent_no_message(page):
    page.clock.pause_at(page.evaluate("Date.now() + 1000") / 1000)
    told(page, press(log(page)))
    assert told(page, lambda: page.clock.run_for(12_500), ms=1) is None
    assert told(page, lambda: page.evaluate(LOOKS_AWAY), ms=1) is not None
    page.evaluate(LOOKS_BACK)
    page.clock.run_for(3000)
    expect(page.get_by_role("status").filter(has_text="Rest is over")).to_be_attached()
    expect(page.locator("#dock-rest output")).to_have_text(re.compile(r"\+0:0\d"))


def test_in_an_emom_the_clock_runs_on_whatever_is_logged(page):
    page.locator(".lg-plan").get_by_role("link", name="Swing").click()
    expect(page.get_by_text("Every 1:00")).to_be_visible()
    told(page, press(log(page)))
    assert 55 <= seconds_of(page) <= 60
    page.clock.run_for(20_000)
    onward(page).press("Enter")
    told(page, press(log(page)))
    assert 30 <= seconds_of(page) <= 40, "logging does not start the minute again"
    page.clock.run_for(42_000)
    assert 40 <= seconds_of(page) <= 60, "after a minute comes the next"
    expect(page.get_by_role("status").filter(has_text="Next round")).to_be_attached()


REST = """async (rows) => {
  const { restBetween } = await import("@app/rest.js")
  const elements = rows.exercises.map((data) => {
    const element = document.createElement("section")
    Object.assign(element.dataset, data)
    return element
  })
  const row = { exercise: elements[rows.from], isWarmUp: rows.warm }
  return restBetween(row, elements[rows.to], elements)
}"""


def test_how_long_one_rests_between_exercises_of_each_kind(page):
    def rest(kind, *, start, to, group="A", warm=False):
        pair = [{"clock": kind, "group": group, "rest": "120"}] * 2
        return page.evaluate(REST, {"exercises": pair, "from": start, "to": to, "warm": warm})

    assert rest("superset", start=0, to=1) == 15
    assert rest("superset", start=1, to=0) == 120
    assert rest("circuit", start=0, to=1) == 0
    assert rest("circuit", start=1, to=0) == 120
    assert rest("straight", start=0, to=1, group="") == 120
    assert rest("straight", start=0, to=0, group="", warm=True) == 60
    assert rest("amrap", start=0, to=1) == 120
    assert rest("emom", start=1, to=0) == 120


SUBSCRIBES = """
  Object.defineProperty(Notification, "permission", { get: () => window.said ?? "default" })
  Notification.requestPermission = async () => window.said = "granted"
  const subscribe = async ({ applicationServerKey }) => ({ toJSON: () => ({
    endpoint: "https://fcm.googleapis.com/fcm/send/" + applicationServerKey.length,
    keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) },
  }) })
  navigator.serviceWorker.getRegistration = async () => ({ pushManager: { subscribe } })
"""


def test_at_the_first_rest_she_is_asked_whether_to_be_told(page, ana):
    page.add_init_script(SUBSCRIBES)
    page.reload()
    ask = page.get_by_role("button", name="Tell me")
    expect(ask).to_be_hidden()
    told(page, lambda: log(page).click())
    expect(ask).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Not now").click()
    expect(ask).to_be_hidden()
    page.evaluate("localStorage.clear()")
    page.reload()
    onward(page).click()
    log(page).click()
    ask.click()
    page.clock.run_for(100)
    expect(page.get_by_text("You will be told when rest is over")).to_be_visible()
    expect(ask).to_be_hidden()
    assert ana.push_subscriptions.get().service == "fcm.googleapis.com"
