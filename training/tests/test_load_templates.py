"""Three programs ship, and loading them again changes nothing."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from conftest import NOON
from training.documents import read_document, workout_documents
from training.library import load_library
from training.models import Program, ProgramVersion
from training.shipped_programs import load_templates


@pytest.fixture
def shipped(db):
    load_library(at=NOON)
    return {program.slug: program for program in load_templates(at=NOON)}


def test_three_programs_ship_for_everybody(shipped):
    assert {
        slug: (program.goal, program.level, program.owner, program.is_public)
        for slug, program in shipped.items()
    } == {
        "whole-body-three-days": ("general", "beginner", None, True),
        "upper-lower-four-days": ("muscle", "intermediate", None, True),
        "rising-waves": ("strength", "intermediate", None, True),
    }


@pytest.mark.parametrize(
    ("slug", "weeks", "sessions"),
    [
        ("whole-body-three-days", 8, 24),
        ("upper-lower-four-days", 8, 32),
        ("rising-waves", 8, 32),
    ],
)
def test_each_fills_its_weeks(shipped, slug, weeks, sessions):
    workouts = workout_documents(shipped[slug].current())
    assert len(workouts) == sessions
    assert {one["cycle"] for one in workouts} == set(range(1, weeks + 1))
    assert all(one["workout"]["groups"] for one in workouts)


def test_loading_again_changes_nothing(shipped):
    before = [read_document(program.current()) for program in shipped.values()]
    call_command("load_templates")
    again = load_templates(at=NOON + timedelta(days=1))
    assert Program.objects.count() == ProgramVersion.objects.count() == 3
    found = {program.slug: read_document(program.current()) for program in again}
    assert [found[slug] for slug in shipped] == before


def test_the_wave_folds_its_training_max_into_its_percents(shipped):
    hard = [
        max(one["load_percent"] for one in workout["workout"]["groups"][0]["items"][0]["sets"])
        for workout in workout_documents(shipped["rising-waves"].current())[::4][:4]
    ]
    assert hard == [76.5, 81, 85.5, 54]
