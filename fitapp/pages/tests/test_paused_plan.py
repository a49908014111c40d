"""What pages show of a plan that is paused, or was."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON
from fitapp.pages import keeping, overview
from training.models import Assignment
from training.pausing import pause, resume
from training.tests.plans import day, do, make_plan

A_WEEK_LATER = NOON + timedelta(days=7)


@pytest.fixture
def paused(ana):
    do(make_plan(ana, day(-1), day(0), day(2), day(7))[0])
    assignment = Assignment.objects.get()
    pause(assignment=assignment, at=NOON)
    return assignment


def logs_kept(trainee, at):
    planned = trainee.planned_sessions.all()
    logs = {reverse("training:prepared-log", args=[row.pk]) for row in planned}
    return len(logs & {*keeping.for_no_signal(trainee, at=at)["pages"]})


def test_no_device_keeps_the_log_of_what_is_paused(ana, paused):
    assert logs_kept(ana, NOON) == 0
    resume(assignment=paused, move=True, at=NOON)
    assert logs_kept(ana, NOON) == 3


def test_what_a_pause_left_out_is_not_shown_as_left_out_by_the_trainee(ana, paused):
    resume(assignment=paused, move=False, at=A_WEEK_LATER)
    outcomes = overview.last_outcomes(ana, today=A_WEEK_LATER.date())
    assert [outcome.day for outcome in outcomes] == [day(-1)]
