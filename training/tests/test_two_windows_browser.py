"""A program that is open in two windows: the later save hears who changed it and where, and the
person chooses."""

import pytest
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import NOON
from training.documents import create_program, read_document, write_document
from training.models import Program
from training.tests.programs import make_exercises, program_of

pytestmark = pytest.mark.browser


@pytest.fixture
def board(cole, laptop, open_page):
    """The builder, with a name typed in it that was changed elsewhere meanwhile."""
    make_exercises()
    program = create_program(owner=cole, document=program_of(), at=NOON)
    page = laptop(cole)
    page.goto(f"/programs/{program.pk}/edit/")
    write(program, cole, name="Theirs")
    page.get_by_label("Block", exact=True).fill("My block")
    expect(page.get_by_text("You changed this program somewhere else on")).to_be_visible()
    open_page.faults.clear()  # the browser logs an answer of 409 as an error
    return page


def write(program, by, **changes):
    document = read_document(program.current()) | changes
    write_document(program=program, document=document, by=by, at=NOON)


def first_block():
    return read_document(Program.objects.get().current())["blocks"][0]["name"]


def test_it_says_who_and_where_and_keeps_mine(board):
    conflict = board.get_by_role("alert").filter(has_text="somewhere else")
    expect(conflict.get_by_role("listitem")).to_have_text(["Name", "My block"])
    assert_accessible(board)
    conflict.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_be_hidden()
    expect(board.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (Program.objects.get().name, first_block()) == ("Strength", "My block")


def test_theirs_is_taken_whole(board):
    board.get_by_role("button", name="Take theirs").click()
    expect(board.get_by_role("heading", name="Theirs")).to_be_visible()
    expect(board.get_by_label("Block", exact=True)).to_have_value("Build")
    assert (Program.objects.get().name, first_block()) == ("Theirs", "Build")


def test_a_third_change_is_heard_of_as_well(board, cole, open_page):
    write(Program.objects.get(), cole, name="Third")
    board.get_by_role("button", name="Keep mine").click()
    expect(board.get_by_role("alert").filter(has_text="somewhere else")).to_be_visible()
    expect(board.get_by_text("Not saved: changed elsewhere")).to_be_visible()
    assert Program.objects.get().name == "Third"
    open_page.faults.clear()


def test_what_was_typed_outlives_the_window(board, open_page):
    board.once("dialog", lambda dialog: dialog.accept())
    board.reload()
    expect(board.get_by_label("Block", exact=True)).to_have_value("My block")
    expect(board.get_by_text("You changed this program somewhere else on")).to_be_visible()
    open_page.faults.clear()
