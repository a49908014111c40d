"""A trainer logs for a trainee: the same dock, with a signal, each act at once on the server."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from training import logbook
from training.models import Set
from training.tests.log import make_exercise

pytestmark = pytest.mark.browser


def test_a_trainer_logs_corrects_and_takes_back_for_her(ana, cole, laptop):
    session = logbook.start_free(trainee=ana, by=cole, at=timezone.now())
    logbook.add_exercise(session=session, exercise=make_exercise("back-squat"))
    page = laptop(cole)
    page.goto(f"/sessions/{session.pk}/log/")
    page.get_by_label("Weight in kg, set 1").fill("60")
    page.get_by_label("Reps, set 1").fill("8")
    with page.expect_response("**/sets/*/log/"):
        page.get_by_role("button", name="Log set 1").click()
    assert (Set.objects.done().get().load_kg, Set.objects.done().get().trainee) == (60, ana)
    with page.expect_response("**/sets/*/log/"):
        page.get_by_role("button", name="RPE 8, 2 left").click()
    assert Set.objects.done().get().rpe == 8
    page.get_by_role("button", name=re.compile("^Next")).click()
    with page.expect_response("**/undo/"):
        page.get_by_role("button", name="Set 1 done").click()
    assert not Set.objects.done().exists()
    expect(page.locator("tr[data-state=done]")).to_have_count(0)
