"""In the gym, on a phone: taps go to what the gym makes, and the bar says what goes on it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser import assert_accessible
from training.models import ExerciseEquipment, Gym
from training.tests.check_values import rows_of
from training.tests.gyms import make_gym, plates_of
from training.tests.log import document, entry, group, make_exercise, plan, prescription

pytestmark = pytest.mark.browser
SOLVE = """async ({ total, bar, weights }) => {
  const { solve } = await import("@app/plates.js")
  const plates = weights.map((weight) => ({ weight, pairs: Infinity }))
  return solve(total, bar, plates).chosen.map((plate) => plate.weight).join("+")
}"""


@pytest.fixture
def log(phone, ana):
    """A workout of squats and dumbbell presses under way in a garage."""
    make_gym(
        ana,
        bars=[("barbell", 20), ("barbell", 15)],
        plates=plates_of({20: 4, 10: 2, 5: 2}),
        dumbbells=[20, 22.5, 25],
    )
    planned = []
    for slug, kind, load in (("back-squat", "barbell", 80), ("dumbbell-press", "dumbbell", 22.5)):
        exercise = make_exercise(slug)
        ExerciseEquipment.objects.create(exercise=exercise, equipment=kind)
        planned.append(group(entry(slug, prescription(load_kg=load))))
    plan(ana, document(*planned), day=timezone.localdate())
    page = phone(ana)
    page.goto("/today/")
    page.get_by_role("button", name="Start workout").click()
    return page


def test_a_tap_goes_to_the_next_load_that_the_gym_makes(log):
    log.get_by_role("link", name="Dumbbell press 0 of 1 sets done").click()
    dock = log.get_by_role("region", name="Current set")
    weight = dock.get_by_role("textbox").first
    dock.get_by_role("button", name="Weight more by 2.5").click()
    expect(weight).to_have_value("25")
    dock.get_by_role("button", name="Weight less by 2.5").click()
    dock.get_by_role("button", name="Weight less by 2.5").click()
    expect(weight).to_have_value("20")


def test_the_bar_says_what_goes_on_it_and_what_is_short(log):
    dock = log.get_by_role("region", name="Current set")
    dock.get_by_role("button", name="20 + 10").click()
    dialog = log.get_by_role("dialog")
    dialog.get_by_label("Total weight").fill("93")
    expect(dialog.get_by_text("20 + 10 + 5 each side, 3 kg short")).to_be_visible()
    dialog.get_by_role("button", name="100 kg", exact=True).click()
    expect(dialog.get_by_text("20 + 20 each side")).to_be_visible()
    dialog.get_by_text("Barbell 15 kg").click()
    assert_accessible(log)
    dialog.get_by_role("button", name="95 kg", exact=True).click()
    dialog.get_by_role("button", name="Use 95 kg").click()
    expect(log.get_by_role("textbox", name="Weight in kg, set 1")).to_have_value("95")
    log.reload()  # the bar of an exercise is remembered
    log.get_by_role("button", name="20 + 10, 5 short").click()
    expect(log.get_by_role("radio", name="Barbell 15 kg")).to_be_checked()


def test_warm_ups_come_with_one_tap(log):
    log.get_by_role("button", name="More for Back squat").click()
    log.get_by_role("button", name="Add warm-up sets").click()
    expect(log.get_by_role("button", name="Log warm-up")).to_be_visible()
    expect(log.locator("tr[data-type=warm]")).to_have_count(4)


def test_a_gym_is_written_down_with_taps(phone, ana):
    page = phone(ana)
    page.goto("/gyms/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    page.get_by_text("EZ bar 10 kg").click()
    page.get_by_label("Plates of 20 kg").fill("6")
    page.get_by_role("button", name="Save and use it").click()
    expect(page.get_by_text("You train here now")).to_be_visible()
    gym = Gym.objects.of(ana.pk)
    assert {bar["kind"] for bar in gym.bars} == {"barbell", "ez_bar"}
    assert {"weight": 20, "unit": "kg", "count": 6} in gym.plates


@rows_of("plates_per_side")
def test_plates_go_on_each_side_as_by_hand(page, row):
    total, bar, weights = row["inputs"].replace("lb", "").split(" ", 2)
    asked = {
        "total": float(total.removeprefix("total=")),
        "bar": float(bar.removeprefix("bar=")),
        "weights": [float(one) for one in weights.removeprefix("plates ").split(",")],
    }
    assert page.evaluate(SOLVE, asked) == row["expected"]
