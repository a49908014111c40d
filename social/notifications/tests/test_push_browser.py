"""The worker of a browser is told that a rest is over, with the page away."""

import json

import pytest

from browser import PHONE

pytestmark = pytest.mark.browser

TOLD = {
    "title": "Rest is over",
    "body": "Bench press, set 2 of 3",
    "tag": "rest",
    "url": "/sessions/new/log/",
}
SHOWN = """async () => {
  for (;;) {
    const shown = await (await navigator.serviceWorker.ready).getNotifications()
    const [ one ] = shown
    if (one) return { title: one.title, body: one.body, tag: one.tag, ...one.data }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}"""
# Nobody's finger is on a notification of a test, so the browser would not open a window for it.
TAPPED = """async () => {
  const asked = new Promise((resolve) => {
    clients.openWindow = async (url) => resolve(["open", new URL(url).pathname])
    WindowClient.prototype.focus = async function () {
      resolve(["focus", new URL(this.url).pathname])
    }
  })
  const [ notification ] = await registration.getNotifications()
  dispatchEvent(new NotificationEvent("notificationclick", { notification }))
  const left = async () => (await registration.getNotifications()).length
  return [ ...await asked, await left() ]
}"""


@pytest.fixture
def push(ana, open_page):
    """`push(message)` hands Ana's phone a message as its push service does. Returns her page and
    what runs behind it."""
    page = open_page(PHONE, ana, service_workers="allow", permissions=["notifications"])
    page.evaluate("() => navigator.serviceWorker.ready")
    registered = []
    cdp = page.context.new_cdp_session(page)
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registered.extend(told["registrations"]),
    )
    cdp.send("ServiceWorker.enable")

    def delivered(message):
        while not registered:
            page.wait_for_timeout(10)
        where = {
            "origin": registered[0]["scopeURL"].rstrip("/"),
            "registrationId": registered[0]["registrationId"],
        }
        cdp.send("ServiceWorker.deliverPushMessage", {**where, "data": json.dumps(message)})
        return page, page.context.service_workers[0]

    return delivered


def test_what_comes_is_shown_and_a_tap_opens_the_workout(push):
    page, worker = push(TOLD)
    assert page.evaluate(SHOWN) == TOLD
    assert worker.evaluate(TAPPED) == ["open", "/sessions/new/log/", 0]


def test_a_tap_shows_the_page_that_is_open_already(push):
    page, worker = push({**TOLD, "url": "/today/"})
    page.evaluate(SHOWN)
    assert worker.evaluate(TAPPED) == ["focus", "/today/", 0]
