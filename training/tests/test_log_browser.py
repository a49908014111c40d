"""Every act of the log on a device, painted at once and the same on the server afterwards."""

import re

import pytest
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import NOON
from training import logbook
from training.models import Exercise, SessionItem, Set
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_workout,
    plan,
    prescription,
)

pytestmark = pytest.mark.browser

ONCE_SENT = """async () => {
  const { send, state } = await import("@app/outbox.js")
  while (state.waiting.length) await send()
}"""
SYNC = "**/api/v1/sync/"
NOT_REACHED = re.compile("ERR_FAILED")


@pytest.fixture
def session(ana):
    squat, bench = make_exercise("back-squat"), make_exercise("bench-press")
    make_exercise("dip", tracking="bodyweight_reps")
    make_workout(ana, squat, (60, 5), days=-7)
    meant = [prescription(load_kg=80) for _ in range(3)]
    planned = plan(ana, document(*(group(entry(one.slug, *meant)) for one in (squat, bench))))
    return logbook.start_planned(planned=planned, by=ana, at=NOON)


def open_log(page, session):
    page.goto(f"/sessions/{session.pk}/log/")
    expect(page.get_by_role("button", name="Log set 1")).to_be_visible()


def press(page, name, **which):
    page.get_by_role("button", name=re.compile(name), **which).first.click()


def menu(page, exercise, act, *, shown=False):
    if shown:
        show(page, exercise)
    page.get_by_role("button", name=f"More for {exercise}").click()
    page.get_by_role("button", name=act).or_(page.get_by_role("link", name=act)).first.click()


def show(page, exercise):
    page.get_by_role("navigation").get_by_role("link", name=re.compile(exercise)).click()


def everything():
    here = Set.objects.filter(session__finished_at=None).in_order()
    rows = here.values_list("item__name", "kind", "reps", "completed_at")
    return [(name, kind, reps, at is not None) for name, kind, reps, at in rows]


def test_all_that_is_said_while_the_server_is_away_is_painted_again_and_sent(
    ana, session, phone, open_page
):
    page = phone(ana)
    open_log(page, session)
    page.context.route(SYNC, lambda route: route.abort())
    say_everything(page)
    expect(page.get_by_text("The server cannot be reached. 13 changes since")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name=re.compile("^Dip"))).to_be_visible()
    see_everything(page)
    assert_accessible(page)
    assert not Set.objects.done().filter(session=session).exists()
    page.context.unroute(SYNC)
    page.evaluate(ONCE_SENT)
    page.reload()
    see_everything(page)
    assert everything() == [
        ("Back squat", "warm_up", 6, True),
        ("Back squat", "work", None, False),
        ("Back squat", "work", None, False),
        ("Back squat", "work", None, False),
        ("Dip", "work", None, False),
        ("Dip", "work", None, False),
        ("Dip", "work", None, False),
    ]
    squat, dip = SessionItem.objects.filter(session=session).order_by("position")
    assert (squat.note, squat.skipped_at) == ("Knees out.", None)
    assert dip.planned_exercise.slug == "bench-press"
    assert dip.skipped_at
    open_page.faults[:] = [one for one in open_page.faults if not NOT_REACHED.search(one)]


def test_exercises_are_warmed_up_moved_and_removed_while_the_server_is_away(
    ana, session, phone, open_page
):
    make_workout(ana, Exercise.objects.get(slug="dip"), (5, 8), (0, 7), days=-1, load_mode="added")
    page = phone(ana)
    open_log(page, session)
    page.context.route(SYNC, lambda route: route.abort())
    menu(page, "Back squat", "Add warm-up sets")
    expect(page.get_by_label("Weight in kg, set W").nth(1)).to_have_value("40")
    expect(page.get_by_role("button", name="Log warm-up")).to_be_visible()
    menu(page, "Bench press", "Do it earlier", shown=True)
    menu(page, "Back squat", "Swap exercise", shown=True)
    page.get_by_role("dialog").get_by_role("button", name="Dip").click()
    expect(page.get_by_label("Weight in kg, set 1").last).to_have_value("5")
    add(page, "Back squat")
    menu(page, "Back squat", "Remove")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Log set 1")).to_be_visible()
    menu(page, "Back squat", "Remove")
    see_the_order(page, "Bench press", "Dip")
    page.reload()
    see_the_order(page, "Bench press", "Dip")
    page.context.unroute(SYNC)
    page.evaluate(ONCE_SENT)
    page.reload()
    see_the_order(page, "Bench press", "Dip")
    items = SessionItem.objects.filter(session=session).order_by("position")
    assert [(row.name, row.sets.count()) for row in items] == [("Bench press", 3), ("Dip", 7)]
    open_page.faults[:] = [one for one in open_page.faults if not NOT_REACHED.search(one)]


def test_a_second_tab_shows_what_was_logged_from_the_keyboard_in_the_first(
    ana, session, phone, open_page
):
    page = phone(ana)
    page.context.route(SYNC, lambda route: route.abort())
    open_log(page, session)
    other = page.context.new_page()
    open_log(other, session)
    other.get_by_label("Reps, set 2").first.fill("9")
    page.locator("#dock [data-figure=reps] input").press("Enter")
    expect(page.get_by_role("button", name="Next: set 2, 80 × 5")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log set 2")).to_be_focused()
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.locator("tr[data-state=done]")).to_have_count(1)
    expect(other.get_by_label("Reps, set 2").first).to_have_value("9")
    open_page.faults[:] = [one for one in open_page.faults if not NOT_REACHED.search(one)]


def add(page, exercise):
    page.get_by_role("link", name="Add exercise").first.click()
    page.get_by_role("dialog").get_by_role("button", name=exercise).click()


def see_the_order(page, *names):
    expect(page.locator(".lg-plan li b")).to_have_text(names)
    expect(page.locator("#lg-exercises .ex h2:not(.menu h2)")).to_have_text(names)


def say_everything(page):
    press(page, "^Log set 1")
    press(page, "^Next")
    page.get_by_label("Reps, set 1").first.fill("6")  # a correction
    press(page, "^Save change")
    press(page, "^Log set 2")
    press(page, "^Next")
    press(page, "^Set 2 done")  # not done after all
    press(page, "^Set 1, .*Change type")
    press(page, "^Warm-up")
    press(page, "^Set$")  # one more
    press(page, "^Set 2, .*Change type")
    press(page, "^Delete set")
    page.get_by_role("button", name="Undo").click()
    press(page, "^Note$")
    page.get_by_label("Note on Back squat").fill("Knees out.")
    press(page, "^Save note")
    menu(page, "Back squat", "Skip today")
    press(page, "^Do it after all")
    show(page, "Bench press")
    menu(page, "Bench press", "Swap exercise")
    page.get_by_role("dialog").get_by_role("button", name="Dip").click()
    menu(page, "Dip", "Skip today")


def see_everything(page):
    show(page, "Back squat")
    expect(page.locator("tbody tr:visible")).to_have_count(4)
    expect(page.locator("tr[data-state=done]:visible[data-type=warm]")).to_have_count(1)
    expect(page.get_by_label("Reps, set W").first).to_have_value("6")
    expect(page.get_by_text("Knees out.").first).to_be_visible()
    show(page, "Dip")
    expect(page.get_by_text("Skipped", exact=True).last).to_be_visible()
