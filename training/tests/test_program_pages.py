"""Programs as pages: who reads, copies and writes, with and without JavaScript."""

import json
import re

import pytest
from django.urls import reverse

from conftest import NOON
from training.documents import create_program, read_document
from training.library import load_library
from training.marks import mark
from training.models import Exercise, Program
from training.shipped_programs import load_templates
from training.tests.programs import (
    BENCH,
    SQUAT,
    block_of,
    given_program,
    group_of,
    item_of,
    make_exercises,
    program_of,
    workout_of,
)

PAGES = ["training:program", "training:program-edit", "training:program-forms"]


@pytest.fixture(autouse=True)
def library(db):
    make_exercises()


@pytest.fixture
def program(cole, ana):
    return given_program(cole, ana)


@pytest.fixture
def people(ana, cole, sam, tess):
    return {"ana": ana, "cole": cole, "sam": sam, "tess": tess}


def as_person(client, people, who):
    if who != "nobody":
        client.force_login(people[who])
    return client


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("cole", [200, 200, 200]),
        ("ana", [200, 403, 403]),
        ("sam", [404, 404, 404]),
        ("tess", [404, 404, 404]),
        ("nobody", [404, 302, 302]),
    ],
)
def test_pages_open_to_whom_they_should(client, people, program, who, statuses):
    client = as_person(client, people, who)
    found = [client.get(reverse(name, args=[program.pk])).status_code for name in PAGES]
    assert found == statuses


@pytest.mark.parametrize("who", ["cole", "ana", "sam", "tess", "nobody"])
def test_anybody_reads_a_public_program(client, people, cole, who):
    public = create_program(owner=cole, document=program_of(is_public=True), at=NOON)
    response = as_person(client, people, who).get(reverse("training:program", args=[public.pk]))
    assert response.status_code == 200
    assert "Back squat" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 302), ("ana", 302), ("sam", 404), ("nobody", 302)]
)
def test_whoever_reads_may_copy(client, people, program, who, status):
    client = as_person(client, people, who)
    response = client.post(reverse("training:program-copy", args=[program.pk]))
    assert response.status_code == status
    assert Program.objects.count() == (2 if who in ("cole", "ana") else 1)


@pytest.mark.parametrize(("who", "status"), [("cole", 302), ("ana", 403), ("sam", 404)])
def test_only_the_owner_archives(client, people, program, who, status):
    client = as_person(client, people, who)
    response = client.post(reverse("training:program-archive", args=[program.pk]))
    assert response.status_code == status
    assert (Program.objects.get().archived_at is None) is (who != "cole")


def test_the_list_sorts_programs_by_whose_they_are(client, people, program):
    load_library(at=NOON)
    load_templates(at=NOON)
    client.force_login(people["cole"])
    page = client.get(reverse("training:programs")).content.decode()
    assert re.findall(r'id="shelf-\d">(.+?)<', page) == ["Your programs", "Ready-made"]
    assert "1 trainee" in page
    client.force_login(people["ana"])
    page = client.get(reverse("training:programs")).content.decode()
    assert re.findall(r'id="shelf-\d">(.+?)<', page) == ["Given to you", "Ready-made"]


def test_the_list_costs_the_same_whatever_its_length(client, cole, django_assert_max_num_queries):
    client.force_login(cole)
    for _ in range(2):
        create_program(owner=cole, document=program_of(), at=NOON)
    client.get(reverse("training:programs"))
    for _ in range(6):
        with django_assert_max_num_queries(10):
            client.get(reverse("training:programs"))
        create_program(owner=cole, document=program_of(), at=NOON)


def long_program(workouts):
    groups = [group_of(item_of(SQUAT), item_of(BENCH), kind="superset")] * 3
    return program_of(
        blocks=[block_of(workouts=[workout_of(day=n + 1, groups=groups) for n in range(workouts)])]
    )


@pytest.mark.parametrize("name", ["training:program", "training:program-edit"])
@pytest.mark.parametrize("workouts", [1, 6])
def test_a_page_costs_the_same_whatever_the_program(
    client, cole, name, workouts, django_assert_max_num_queries
):
    made = create_program(owner=cole, document=long_program(workouts), at=NOON)
    client.force_login(cole)
    client.get(reverse(name, args=[made.pk]))
    with django_assert_max_num_queries(19):
        client.get(reverse(name, args=[made.pk]))


def test_the_page_says_everything_in_words(client, cole):
    rule = {"axis": "load", "step": 2.5, "when": "top_of_range", "max_rpe": 8, "on_fail": "reduce"}
    item = item_of(progression=[rule], notes="Brace first.", tempo=[3, 1, 1, 0])
    blocks = [block_of(workouts=[workout_of(groups=[group_of(item)])])]
    made = create_program(owner=cole, document=program_of(blocks=blocks), at=NOON)
    client.force_login(cole)
    page = client.get(reverse("training:program", args=[made.pk])).content.decode()
    for words in [
        "3 × 5",
        "80 kg",
        "Brace first.",
        "Tempo 3-1-1-0",
        "Add 2.5 kg when every set reaches the top of its range at RPE 8 or under. Two misses in a"
        " row: take 10 % off and rebuild.",
    ]:
        assert words in page


def test_a_reader_of_pounds_reads_pounds(client, cole, program):
    cole.profile.load_unit = "lb"
    cole.profile.save()
    client.force_login(cole)
    assert (
        "176.37 lb" in client.get(reverse("training:program", args=[program.pk])).content.decode()
    )


def test_a_new_program_begins_with_an_empty_week(client, sam):
    client.force_login(sam)
    form = {"name": "Mine", "goal": "strength", "level": "beginner", "summary": ""}
    response = client.post(reverse("training:program-new"), form)
    made = Program.objects.get()
    assert response.url == reverse("training:program-edit", args=[made.pk])
    assert (made.owner, made.name, made.goal) == (sam, "Mine", "strength")
    assert client.post(reverse("training:program-new"), form | {"name": ""}).status_code == 200


def told_to_the_builder(client, program, name):
    page = client.get(reverse("training:program-edit", args=[program.pk])).content.decode()
    return json.loads(re.search(rf'<script id="{name}"[^>]*>(.*?)</script>', page).group(1))


def test_the_builder_gets_the_document_and_what_it_needs_of_the_exercises(client, cole, program):
    client.force_login(cole)
    document = told_to_the_builder(client, program, "program-document")
    assert document == read_document(program.current())
    cards = told_to_the_builder(client, program, "program-cards")
    assert cards[SQUAT]["figures"] == ["load", "reps"]


def test_the_builder_knows_what_those_who_train_with_it_never_want(client, ana, cole, sam, program):
    squat, bench = Exercise.objects.get(slug=SQUAT), Exercise.objects.get(slug=BENCH)
    for user, exercise, reason in ((ana, squat, "pain"), (cole, bench, ""), (sam, squat, "")):
        mark(exercise=exercise, user=user, kind="never", reason=reason, at=NOON)
    client.force_login(cole)
    unwanted = told_to_the_builder(client, program, "unwanted-exercises")
    assert unwanted == {SQUAT: [f"{ana.name}: “It hurts”"]}


def test_the_builder_finds_exercises_despite_typing_errors(client, cole, sam):
    url = reverse("training:program-exercises")
    assert client.get(url).status_code == 302
    load_library(at=NOON)
    client.force_login(cole)
    found = client.get(url, {"q": "bulgaran splt"}).json()["exercises"]
    assert "bulgarian-split-squat" in [card["slug"] for card in found[:3]]


def test_an_archived_program_is_not_edited(client, cole, program):
    program.archive(at=NOON)
    client.force_login(cole)
    response = client.get(reverse("training:program-edit", args=[program.pk]))
    assert response.url == reverse("training:program", args=[program.pk])


def test_the_admin_lists_programs_and_their_parts(client, ada, program):
    client.force_login(ada)
    for model in (
        *("program", "programversion", "block", "workout", "group", "item"),
        *("setprescription", "progressionrule"),
    ):
        assert client.get(reverse(f"admin:training_{model}_changelist")).status_code == 200
    for row in (program, program.current()):
        url = reverse(f"admin:training_{row._meta.model_name}_change", args=[row.pk])
        assert client.get(url).status_code == 200
