"""Logging with JavaScript off: every act of the logger is a plain form."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from training.models import Session, Set
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(phone, ana):
    """Ana's phone, which runs no scripts."""
    return phone(ana, java_script_enabled=False)


def log(page, number, *, load, reps):
    page.get_by_label(f"Weight in kg, set {number}").fill(load)
    page.get_by_label(f"Reps, set {number}").fill(reps)
    page.get_by_role("button", name=f"Set {number} done").click()


def finish(page, *, note):
    page.get_by_role("link", name="Finish").click()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Finish and save").click()


def test_a_planned_workout_is_logged_with_plain_forms(ana, plain):
    make_exercise("back-squat")
    meant = document(group(entry("back-squat", prescription(), prescription())))
    plan(ana, meant, day=timezone.localdate())
    plain.goto("/today/")
    plain.get_by_role("button", name="Start workout").click()
    log(plain, 1, load="100", reps="5")
    log(plain, 2, load="102.5", reps="4")
    plain.get_by_role("button", name="Set 1, working set").click()
    plain.get_by_role("button", name="Warm-up", exact=True).click()
    expect(plain.get_by_role("button", name="Set W, warm-up")).to_be_visible()
    finish(plain, note="No scripts, no trouble.")
    expect(plain.get_by_text("No scripts, no trouble.")).to_be_visible()
    assert [
        str(done) for done in Set.objects.done().in_order().values_list("load_kg", flat=True)
    ] == ["100.000", "102.500"]
    assert Session.objects.get().finished_at


def test_a_free_workout_is_logged_with_plain_forms(ana, plain):
    make_exercise("back-squat")
    plain.goto("/today/")
    plain.get_by_role("button", name="Start a workout").click()
    plain.get_by_role("link", name="Add exercise").first.click()
    plain.get_by_role("button", name="Back squat").first.click()
    log(plain, 1, load="60", reps="8")
    finish(plain, note="Just that one set.")
    assert Set.objects.get().reps == 8  # the two that were neither planned nor done are gone
