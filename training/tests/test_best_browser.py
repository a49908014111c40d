"""A record is told the moment it falls, once, and to everybody."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import assert_accessible
from training import logbook
from training.records import rebuild_records
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.browser


@pytest.fixture
def page(ana, phone):
    """Bench presses under way; last time they were five at 100 kg."""
    bench = make_exercise("bench-press")
    make_workout(ana, bench, (100, 5), days=-3)
    rebuild_records(trainee_id=ana.pk, exercise_ids=[bench.pk])
    at = timezone.now() - timedelta(minutes=5)
    session = logbook.start_free(trainee=ana, by=ana, at=at)
    logbook.add_exercise(session=session, exercise=bench, set_count=3)
    page = phone(ana)
    page.goto(f"/sessions/{session.pk}/log/")
    return page


def log(page, load):
    dock = page.get_by_role("region", name="Current set")
    dock.get_by_role("textbox", name="Weight").fill(str(load))
    dock.get_by_role("textbox", name="Reps").fill("5")
    page.get_by_role("button", name="Log set").click()


def test_several_records_of_one_set_are_told_once_in_words(page):
    log(page, Decimal("102.5"))
    best = page.get_by_role("dialog", name="2 new bests Bench press")
    expect(best).to_be_visible()
    expect(best).to_have_accessible_description(
        "Estimated one-rep max 119.6 kg, 2.9 kg more than before. "
        "Heaviest load 102.5 kg, 2.5 kg more than before."
    )
    expect(best.get_by_role("listitem")).to_have_text(
        ["Heaviest load 102.5 kg, 2.5 kg more than before"]
    )
    assert best.evaluate("dialog => dialog.getAnimations({ subtree: true }).length") == 0
    assert_accessible(page)
    best.get_by_role("button", name="Keep lifting").press("Enter")
    expect(best).to_be_hidden()
    expect(page.get_by_role("button", name="Next: ")).to_be_focused()
    page.get_by_role("button", name="RPE 8, 2 left").click()
    page.get_by_role("button", name="Next: ").click()
    log(page, Decimal("102.5"))
    expect(page.get_by_text("How hard was set 2?")).to_be_visible()
    expect(best).to_be_hidden()
