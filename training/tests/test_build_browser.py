"""A program is built with the keyboard alone, saved by itself, and given out again."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import NOON
from training.documents import create_program, read_document
from training.models import Assignment, Program
from training.tests.programs import make_exercises, program_of
from training.tests.test_update_program import more_trainees, reps_of, rewrite

pytestmark = pytest.mark.browser


@pytest.fixture
def board(cole, laptop):
    """The builder, with nothing in it."""
    make_exercises()
    program = create_program(owner=cole, document={"name": "Empty"}, at=NOON)
    page = laptop(cole)
    page.goto(f"/programs/{program.pk}/edit/")
    expect(page.get_by_role("heading", name="Empty")).to_be_visible()
    return page


def press(page, key, *keys):
    """Enter on the control with that data-key, then more keys."""
    page.locator(f'[data-key="{key}"]').focus()
    for one in ("Enter", *keys):
        page.keyboard.press(one)


def write(page, key, text):
    page.locator(f'[data-key="{key}"]').focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def saved(page):
    expect(page.locator("[data-state=saved]")).to_be_visible()
    return read_document(Program.objects.get().current())["blocks"]


def add(page, name):
    write(page, "search", name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Move {name}")).to_be_visible()


def days_of(block):
    return [(workout["day"], workout["name"]) for workout in block["workouts"]]


def test_a_small_program_is_built_without_a_mouse(board):
    press(board, "add-block")
    write(board, "block-cycles", "3")
    press(board, "add-workout")
    write(board, "workout-name", "Heavy")
    add(board, "Back squat")
    add(board, "Bench press")
    write(board, "reps", "3-5")
    write(board, "rpe", "2 RIR")
    write(board, "tempo", "31X0")
    write(board, "video", "https://example.com/bench")
    (block,) = saved(board)
    item = block["workouts"][1]["groups"][1]["items"][0]
    assert (item["tempo"], item["video_url"]) == ([3, 1, "X", 0], "https://example.com/bench")
    assert {(one["reps_min"], one["reps_max"], one["rpe"]) for one in item["sets"]} == {(3, 5, 8)}
    press(board, "handle:0.1", "ArrowLeft", "Space")
    assert days_of(saved(board)[0]) == [(1, "Heavy"), (3, "Workout A")]
    press(board, "day:0.0")
    write(board, "copy-day", "5")
    press(board, "copy-there")
    assert days_of(saved(board)[0]) == [(1, "Heavy"), (3, "Workout A"), (5, "Heavy")]
    assert_accessible(board)


def test_a_week_is_copied_changed_alone_and_taken_back(board):
    press(board, "add-block")
    press(board, "week:1", "Tab", "Tab", "Enter")
    expect(board.get_by_role("group", name="Blocks").get_by_role("button")).to_have_count(4)
    write(board, "block-name", "Light week")
    blocks = saved(board)
    assert [(block["name"], block["cycles"]) for block in blocks] == [
        ("Block 1", 2),
        ("Light week", 1),
        ("Block 1", 2),
    ]
    press(board, "undo", "Enter")
    expect(board.get_by_role("group", name="Blocks").get_by_role("button")).to_have_count(2)
    assert [block["cycles"] for block in saved(board)] == [4]


def test_two_of_three_are_updated(cole, ana, phone):
    make_exercises()
    program = create_program(owner=cole, document=program_of(), at=NOON)
    today = timezone.now()
    more_trainees(program, cole, 3, at=today)
    rewrite(program)
    page = phone(cole)
    page.goto(f"/programs/{program.pk}/update/")
    page.get_by_label("Trainee 1 of 3").uncheck()
    page.get_by_text("2 workouts would change").first.click()
    expect(page.get_by_text("Back squat: 3 × 6 instead of 3 × 5").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Update whom I chose").click()
    expect(page.get_by_text("Strength is up to date for 2 people.")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    rows = Assignment.objects.order_by("trainee_id")
    assert [reps_of(row) for row in rows] == [6, 5, 6]
