"""The year in a real browser."""

import pytest
from playwright.sync_api import expect

from browser import assert_accessible
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.browser


def test_arrow_keys_walk_from_one_day_to_the_next(laptop, transactional_db, ana):
    squat = make_exercise()
    for days in (0, 2, 7):
        make_workout(ana, squat, (100, 5), days=days)
    page = laptop(ana)
    page.goto("/progress/year/?year=2026")
    last = page.get_by_role("link", name="Mon 9 March: 1 set, 500 kg")
    expect(last).to_have_attribute("tabindex", "0")
    last.focus()
    page.keyboard.press("ArrowLeft")  # a week earlier
    first = page.get_by_role("link", name="Mon 2 March: 1 set, 500 kg")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")  # the next day of that week that was trained
    expect(page.get_by_role("link", name="Wed 4 March: 1 set, 500 kg")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Workout", level=1)).to_be_visible()
