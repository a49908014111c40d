"""The main job from end to end: Cole invites Nia, writes her a program with the keyboard, assigns
it; Nia trains; both see what it did."""

import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import PASSWORD, make_user
from training.models import PlannedSession, Program, Record, Session, Set
from training.tests.library import load

pytestmark = pytest.mark.browser


@pytest.fixture
def coach(transactional_db):
    load()
    return make_user("Cole", role="Trainers")


def test_a_trainer_coaches_a_trainee_from_the_invitation_to_the_comment(coach, laptop, phone):
    cole, nia = laptop(coach), phone()
    link = invite(cole, "nia@example.com")
    accept(nia, link)
    write_program(cole)
    assign(cole)
    planned_for_both(cole, nia)
    train(nia)
    comment(cole)
    both_see_what_it_did(cole, nia)


def invite(cole, address):
    cole.goto("/coaching/")
    cole.get_by_label("E-mail").fill(address)
    cole.get_by_role("button", name="Send invitation").click()
    expect(cole.get_by_role("heading", name="Open invitations")).to_be_visible()
    return re.search(r"https?://[^/]+(/coaching/invitations/\S+)", mail.outbox[-1].body)[1]


def accept(nia, link):
    """Nia has no account: she makes one, and the link proves that the address is hers."""
    nia.goto(link)
    nia.get_by_role("link", name="Make an account").click()
    nia.get_by_label("Your name").fill("Nia")
    expect(nia.get_by_label("E-mail")).to_have_value("nia@example.com")
    nia.locator("input[name=password1]").fill(PASSWORD)
    nia.locator("form button.btn--primary").click()
    nia.get_by_role("button", name="Accept").click()
    expect(nia).to_have_url(re.compile("/today/"))


def write_program(cole):
    """Only the keyboard is used from the name of the program on."""
    cole.goto("/programs/new/")
    cole.get_by_label("Name").fill("Nia gets strong")
    cole.keyboard.press("Enter")
    cole.wait_for_url(re.compile("/edit/"))
    for words in ("barbel bak squat", "bulgaran splt", "ohp"):
        search(cole, words)
    press(cole, cole.get_by_role("button", name="Add workout"))
    search(cole, "romanian deadlif")
    press(cole, cole.get_by_role("button", name=re.compile("^Barbell back squat")))
    fill(cole, cole.get_by_role("textbox", name="Sets", exact=True), "2")
    fill(cole, cole.get_by_role("textbox", name="Reps", exact=True), "5")
    radio = cole.get_by_role("radio", name="Weight")
    radio.focus()
    cole.keyboard.press("Space")
    fill(cole, cole.get_by_role("textbox", name="Load", exact=True), "60")
    expect(cole.get_by_text("Saved", exact=True)).to_be_visible()
    assert_accessible(cole)
    cole.reload()
    expect(
        cole.get_by_role("button", name=re.compile(r"Barbell back squat.*2 × 5, 60 kg", re.S))
    ).to_be_visible()
    expect(cole.get_by_role("heading", name=re.compile("Workout B"))).to_be_visible()


def search(cole, words):
    box = cole.get_by_role("searchbox", name="Search exercises")
    box.focus()
    cole.keyboard.press("Control+A")
    with cole.expect_response(lambda answer: answer.url.endswith(quote(words))):
        cole.keyboard.type(words)
    before = cole.locator(".bx").count()
    expect(cole.get_by_text("Enter adds the first")).to_be_visible()
    cole.keyboard.press("Enter")
    expect(cole.locator(".bx")).to_have_count(before + 1)


def press(cole, control):
    control.focus()
    cole.keyboard.press("Enter")


def fill(cole, control, text):
    control.focus()
    cole.keyboard.press("Control+A")
    cole.keyboard.type(text)


def assign(cole):
    program = Program.objects.get(name="Nia gets strong")
    cole.goto(f"/programs/{program.pk}/")
    cole.get_by_role("link", name="Assign").first.click()
    cole.get_by_label("Nia").check()
    cole.get_by_label("First day").fill(timezone.localdate().isoformat())
    cole.get_by_role("button", name="Assign").click()
    expect(cole.get_by_text("Nia").first).to_be_visible()


def planned_for_both(cole, nia):
    workout = PlannedSession.objects.in_order().first()
    entry = f'a[href*="{workout.pk}"]'
    nia.goto("/calendar/")
    expect(nia.locator(entry).first).to_be_visible()
    cole.goto(f"/calendar/?trainee={workout.trainee_id}")
    expect(cole.locator(entry).first).to_contain_text(workout.name)


def train(nia):
    nia.goto("/today/")
    nia.get_by_role("button", name="Start workout").click()
    expect(nia.get_by_role("heading", name="Barbell back squat")).to_be_visible()
    assert_accessible(nia)
    nia.get_by_role("button", name="Log set 1").click()
    nia.get_by_role("button", name="RPE 8, 2 left").click()
    nia.get_by_role("button", name=re.compile("^Next: set 2")).click()
    nia.get_by_role("button", name="Reps more by 1").click()
    nia.get_by_role("button", name="Log set 2").click()
    nia.get_by_role("link", name="Finish").click()
    nia.get_by_role("dialog").get_by_text("8", exact=True).click()
    nia.get_by_role("dialog").get_by_label("Note").fill("Chalk everywhere.")
    nia.get_by_role("button", name="Finish and save").click()
    expect(nia.get_by_text("Chalk everywhere.")).to_be_visible()
    done = Set.objects.working().order_by("position")
    assert [(one.load_kg, one.reps) for one in done] == [(60, 5), (60, 6)]
    assert done[0].rpe == 8


def comment(cole):
    session = Session.objects.get()
    cole.goto(f"/trainees/{session.trainee_id}/")
    cole.get_by_role("link", name=session.name).first.click()
    cole.get_by_label("Comment").fill("Depth is there now.")
    cole.get_by_role("button", name="Comment").click()
    expect(cole.get_by_role("blockquote")).to_have_text("Depth is there now.")


def both_see_what_it_did(cole, nia):
    nia.goto("/today/")
    expect(nia.get_by_text("Depth is there now.")).to_be_visible()
    assert_accessible(nia)
    nia.goto("/progress/")
    expect(nia.get_by_role("cell", name="72 kg").first).to_be_visible()  # 60 kg × 6, by Epley
    cole.goto("/trainees/")
    row = cole.get_by_role("row", name=re.compile("Nia"))
    expect(row).to_contain_text(re.compile(r"1\s*of 1"))
    assert_accessible(cole)
    assert Record.objects.standing().get(kind=Record.Kind.E1RM).value == 72
