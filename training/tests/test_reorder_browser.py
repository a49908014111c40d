"""In the builder an exercise goes to another place, by pointer or by keyboard alone."""

import pytest
from playwright.sync_api import expect

from conftest import NOON
from training.documents import create_program
from training.tests.programs import (
    BENCH,
    ROW,
    SQUAT,
    block_of,
    group_of,
    item_of,
    make_exercises,
    program_of,
    workout_of,
)

pytestmark = pytest.mark.browser
NAMES = ["Back squat", "Bench press", "Barbell row"]


@pytest.fixture
def board(cole, laptop):
    """The builder with a day of three exercises."""
    make_exercises()
    groups = [group_of(item_of(slug)) for slug in (SQUAT, BENCH, ROW)]
    document = program_of(blocks=[block_of(workouts=[workout_of(groups=groups)])])
    program = create_program(owner=cole, document=document, at=NOON)
    page = laptop(cole)
    page.goto(f"/programs/{program.pk}/edit/")
    shows(page, NAMES)
    return page


def shows(page, names):
    handles = page.get_by_role("listitem").get_by_role("button", name="Move ")
    expect(handles).to_have_count(len(names))
    for place, name in enumerate(names):
        handle = handles.nth(place)
        expect(handle).to_have_attribute("aria-label", f"Move {name}")


def test_the_pointer_drags_it_to_another_place(board):
    first = board.get_by_role("button", name="Move Back squat").bounding_box()
    last = board.get_by_role("button", name="Move Barbell row").bounding_box()
    board.mouse.move(first["x"] + 4, first["y"] + 4)
    board.mouse.down()
    board.mouse.move(last["x"] + 4, last["y"] + last["height"] / 2, steps=8)
    board.mouse.move(last["x"] + 4, last["y"] + 90, steps=4)
    board.mouse.up()
    shows(board, ["Bench press", "Barbell row", "Back squat"])


def drag(page, handle, onto):
    """Past the middle of another item of its row."""
    start, end = handle.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 8, end["y"] + 8, steps=6)
    page.mouse.up()


def test_days_and_blocks_are_dragged_too(board):
    board.get_by_role("button", name="Add workout").click()
    days = board.get_by_role("region", name="Workouts of the cycle").get_by_role("heading")
    drag(board, board.get_by_role("button", name="Move Day A"), board.locator(".day").nth(1))
    expect(days).to_have_text(["Day 1, Workout B", "Day 3, Day A"])
    board.get_by_role("button", name="Add a block").click()
    blocks = board.get_by_role("group", name="Blocks").get_by_role("button")
    drag(board, blocks.nth(0), blocks.nth(1))
    expect(blocks.nth(1)).to_contain_text("Build")
    expect(blocks.nth(1)).to_have_attribute("aria-pressed", "true")


def test_arrows_move_what_was_lifted_and_escape_puts_it_back(board):
    board.get_by_role("button", name="Move Back squat").focus()
    for key in ("Space", "ArrowDown", "Escape"):
        board.keyboard.press(key)
    shows(board, NAMES)
    for key in ("Space", "ArrowDown", "Space"):
        board.keyboard.press(key)
    shows(board, ["Bench press", "Back squat", "Barbell row"])
