"""In the builder progression is a sentence whose words are changed."""

import pytest
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import NOON
from training.documents import create_program, read_document
from training.tests.programs import block_of, group_of, item_of, make_exercises, program_of
from training.tests.programs import workout_of as workout

pytestmark = pytest.mark.browser


@pytest.fixture
def program(cole):
    make_exercises()
    blocks = [block_of(workouts=[workout(groups=[group_of(item_of())])])]
    return create_program(owner=cole, document=program_of(blocks=blocks), at=NOON)


@pytest.fixture
def board(cole, laptop, program):
    page = laptop(cole)
    page.goto(f"/programs/{program.pk}/edit/")
    page.get_by_role("button", name="Back squat 3 × 5").click()
    return page


def test_a_wave_a_fallback_and_warm_ups_are_said_in_words(board, program):
    board.get_by_role("button", name="Let it progress").click()
    board.get_by_label("What grows").select_option("the training max")
    board.get_by_label("Points for each cycle of a wave").fill("0, 2.5, 5")
    board.get_by_label("After misses").select_option("take off")
    board.get_by_label("How many misses").select_option("three misses")
    board.get_by_label("Taken off").fill("15")
    board.get_by_role("button", name="Otherwise…").click()
    board.get_by_label("What grows").nth(1).select_option("load by effort")
    board.get_by_label("Warm-up sets").select_option("worked out from the first working set")
    assert_accessible(board)
    expect(board.get_by_role("group", name="Rule 2")).to_contain_text("Otherwise, choose")
    expect(board.get_by_text("Saved", exact=True)).to_be_visible()
    item = read_document(program.current())["blocks"][0]["workouts"][0]["groups"][0]["items"][0]
    wave, effort = item["progression"]
    assert (wave["axis"], wave["wave"], wave["step"]) == ("training_max", [0, 2.5, 5], 2.5)
    assert (wave["on_fail"], wave["fail_after"], wave["fail_percent"]) == ("reduce", 3, 15)
    assert (effort["axis"], effort["step"]) == ("rpe", 10)
    assert item["warm_up"] == "auto"
