"""The library, an exercise and progress in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from browser import assert_accessible
from conftest import NOON
from training.marks import mark
from training.models import Exercise
from training.records import rebuild_records
from training.tests.library import load
from training.tests.log import make_workout
from training.weeks import monday_of, rebuild_weeks

pytestmark = pytest.mark.browser
PAGES = [
    "/exercises/",
    "/exercises/?muscle=quads&q=xyzzy",
    "/exercises/?here=on&view=list&order=popular",
    "/exercises/barbell-back-squat/",
    "/exercises/new/",
    "/progress/",
]


@pytest.fixture
def library(transactional_db):
    load()


@pytest.fixture
def squatted(library, ana):
    """Ana has squatted on five days."""
    squat = Exercise.objects.get(slug="barbell-back-squat")
    for day in range(0, 35, 7):
        make_workout(ana, squat, (100 + day, 5), (100 + day, 5), days=day)
    days = set(ana.sessions.values_list("day", flat=True))
    rebuild_records(trainee_id=ana.pk, exercise_ids=[squat.pk])
    rebuild_weeks(trainee_id=ana.pk, weeks={monday_of(day) for day in days})
    ana.profile.change(equipment=["barbell", "bench"], limitations=["knee"])
    mark(exercise=squat, user=ana, kind="favourite", at=NOON)


def first_card(page):
    return page.locator(".xcard b").first


@pytest.mark.usefixtures("library")
def test_the_list_follows_what_is_typed(laptop):
    page = laptop()
    page.goto("/exercises/")
    page.get_by_label("Search exercises").type("bulgaran splt")
    page.get_by_text(re.compile(r"^\d+ of 637 exercises$")).wait_for()
    assert first_card(page).inner_text() == "Dumbbell Bulgarian split squat"
    assert "q=bulgaran%20splt" in page.url
    assert page.get_by_label("Search exercises").evaluate("e => e === document.activeElement")
    page.go_back()
    page.get_by_text("637 exercises", exact=True).wait_for()


@pytest.mark.usefixtures("library")
def test_the_map_and_the_select_say_the_same(laptop):
    page = laptop()
    page.goto("/exercises/")
    page.locator("a.mm[data-code=biceps] path").first.click()
    page.get_by_text("Showing biceps.").wait_for()
    assert page.get_by_label("Muscle", exact=True).input_value() == "biceps"
    page.get_by_label("Muscle", exact=True).select_option("quads")
    page.get_by_text("Showing quads.").wait_for()
    assert page.locator("a.mm.is-prime").first.get_attribute("data-code") == "quads"
    page.get_by_label("Remove filter Quads").click()
    page.get_by_text("637 exercises", exact=True).wait_for()


def test_touching_the_map_starring_and_going_back(phone, ana, library):
    page = phone(ana)
    page.goto("/exercises/")
    page.locator("details.lib-map > summary").tap()
    page.locator("a.mm[data-code=biceps] path").first.tap()
    page.get_by_text("Showing biceps.").wait_for()
    page.locator("a.mm[data-code=lats]").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Showing lats.").wait_for()
    assert page.get_by_label("Muscle", exact=True).input_value() == "lats"
    name = first_card(page).inner_text()
    star = page.get_by_label(f"Favourite: {name}")
    star.tap()
    expect(star).to_have_attribute("aria-pressed", "true")
    assert ana.exercise_marks.get().exercise.name == name
    first_card(page).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_label(f"Favourite: {name}")).to_have_attribute("aria-pressed", "true")
    assert "muscle=lats" in page.url
    page.go_back()
    expect(page.locator("#id_muscle")).to_have_value("biceps")
    page.go_back()
    page.get_by_text("637 exercises", exact=True).wait_for()
    assert first_card(page).inner_text() == name


def test_a_star_works_without_a_script(laptop, ana, library):
    page = laptop(ana, java_script_enabled=False)
    page.goto("/exercises/?muscle=calves")
    page.locator(".star").first.click()
    assert "muscle=calves" in page.url
    assert page.locator(".star").first.get_attribute("aria-pressed") == "true"


@pytest.mark.usefixtures("library")
def test_more_exercises_come_below_the_first(laptop):
    page = laptop()
    page.goto("/exercises/?muscle=chest")
    assert page.locator(".xcard").count() == 24
    page.get_by_role("link", name="Show more").click()
    page.locator(".xcard").nth(24).wait_for()
    slugs = page.locator(".xcard").evaluate_all("cards => cards.map(card => card.href)")
    assert len(slugs) == len(set(slugs))
    page.locator("label", has=page.get_by_label("List", exact=True)).click()
    page.locator(".xgrid[data-view=list]").first.wait_for()


@pytest.mark.usefixtures("library")
def test_the_library_works_without_a_script(laptop):
    page = laptop(java_script_enabled=False)
    page.goto("/exercises/")
    page.get_by_label("Search exercises").fill("rdl")
    page.get_by_role("button", name="Search", exact=True).click()
    assert first_card(page).inner_text() == "Barbell Romanian deadlift"
    page.get_by_label("Muscle", exact=True).select_option("hamstrings")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "muscle=hamstrings" in page.url
    assert "q=rdl" in page.url
    page.goto("/exercises/")
    page.get_by_role("link", name="Show more").click()
    assert "page=2" in page.url


@pytest.mark.usefixtures("squatted")
def test_charts_are_drawn_and_have_their_table(laptop, ana):
    page = laptop(ana)
    page.goto("/exercises/barbell-back-squat/")
    page.locator("figure.chart canvas").wait_for()
    drawn = page.locator("figure.chart canvas").evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v)"
    )
    assert drawn
    page.get_by_text("As a table").click()
    assert page.get_by_role("cell", name="100 × 5 best").is_visible()


@pytest.mark.usefixtures("squatted")
def test_charts_are_tables_without_a_script(laptop, ana):
    page = laptop(ana, java_script_enabled=False)
    page.goto("/exercises/barbell-back-squat/")
    assert page.get_by_role("cell", name="100 × 5 best").is_visible()
    assert not page.locator("canvas").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.usefixtures("squatted")
def test_pages_are_accessible_and_fit(phone, laptop, ana, scheme):
    open_all = "all => all.forEach(one => { one.open = true })"
    for device in (phone, laptop):
        page = device(ana, color_scheme=scheme)
        for path in PAGES:
            page.goto(path)
            expect(page.locator("[data-chart-target~=frame][hidden]")).to_have_count(0)
            page.locator("main details").evaluate_all(open_all)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert_accessible(page)


@pytest.mark.usefixtures("squatted")
def test_pages_are_accessible_to_nobody_in_particular(phone):
    page = phone()
    for path in ("/exercises/", "/exercises/barbell-back-squat/"):
        page.goto(path)
        assert_accessible(page)
