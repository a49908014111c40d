"""Programs written with plain forms, in a browser without JavaScript."""

import re
from html import unescape

import pytest
from django.urls import reverse

from conftest import NOON
from training.documents import read_document, write_document
from training.tests.programs import SQUAT, given_program, make_exercises

FIRST_ITEM = ".".join("0000")


@pytest.fixture
def program(cole, ana):
    make_exercises()
    return given_program(cole, ana)


@pytest.fixture
def act(client, cole, program):
    client.force_login(cole)

    def act(name, place="", /, status=200, **fields):
        url = reverse("training:program-forms", args=[program.pk])
        token = read_document(program.current())["updated_at"]
        form = {"act": name, "place": place, "updated_at": token} | fields
        response = client.post(url, form, follow=True)
        assert response.status_code == status
        program.refresh_from_db()
        return response.content.decode()

    return act


def blocks(program):
    return read_document(program.current())["blocks"]


def names(program, workout=0):
    return [
        item["exercise"]
        for group in blocks(program)[0]["workouts"][workout]["groups"]
        for item in group["items"]
    ]


def test_plain_forms_can_do_the_whole_job(act, program):
    act("add-workout", "0", name="Day B", day="4")
    act("add-exercise", "0.1", exercise="bench pres")
    act("add-exercise", "0.1", exercise="Barbell row")
    act("add-exercise", "0.1", exercise="plank")
    act("prescribe", "0.1.0.0", sets="5", reps_min="3", load="100", load_kind="absolute")
    act("up", "0.1.2.0")
    act("remove", "0.1.2.0")
    workout = blocks(program)[0]["workouts"][1]
    assert (workout["name"], workout["day"]) == ("Day B", 4)
    assert names(program, 1) == ["bench-press", "plank"]
    sets = workout["groups"][0]["items"][0]["sets"]
    assert [(one["reps_min"], one["reps_max"], one["load_kg"]) for one in sets] == [(3, 3, 100)] * 5


def test_plain_forms_keep_the_effort_they_do_not_ask_for(act, program, cole):
    sets = [{"reps_min": 8, "reps_max": 12, "rpe": 7}]
    items = {"items": [{"exercise": SQUAT, "sets": sets}]}
    document = read_document(program.current())
    document["blocks"][0]["workouts"][0]["groups"] = [items]
    write_document(program=program, document=document, by=cole, at=NOON)
    act("prescribe", FIRST_ITEM, sets="2", reps_min="6", load_kind="none")
    after = blocks(program)[0]["workouts"][0]["groups"][0]["items"][0]["sets"]
    assert [(one["reps_min"], one["rpe"]) for one in after] == [(6, 7), (6, 7)]


def test_plain_forms_change_blocks_and_workouts(act, program):
    act("add-block")
    act("change-block", "1", name="Heavy", cycles="2", cycle_days="8")
    act("change-workout", "0.0", name="Legs", day="2")
    act("up", "1")
    assert [block["name"] for block in blocks(program)] == ["Heavy", "Build"]
    act("remove", "0")
    assert blocks(program)[0]["workouts"][0]["name"] == "Legs"


@pytest.mark.parametrize(
    ("name", "place", "fields", "said"),
    [
        ("add-exercise", "0.0", {"exercise": "qqqq"}, "No exercise is called “qqqq”."),
        ("add-exercise", "0.0", {}, "Say which exercise to add."),
        ("prescribe", FIRST_ITEM, {"sets": "99", "load_kind": "none"}, "Sets:"),
        ("prescribe", FIRST_ITEM, {"sets": "3", "load_kind": "absolute"}, "Say how heavy"),
        ("change-workout", "0.0", {"name": "Legs", "day": "9"}, "This cycle has 7 days."),
        ("remove", "7.7", {}, "That place is gone."),
        ("remove", "x", {}, "That place is gone."),
        ("remove", "0.0.0", {}, "That place is gone."),
        ("explode", "0", {}, "That place is gone."),
    ],
)
def test_plain_forms_say_what_is_wrong(act, program, name, place, fields, said):
    before = blocks(program)
    assert said in act(name, place, **fields)
    assert blocks(program) == before


@pytest.mark.parametrize(
    ("name", "place"),
    [("prescribe", "0"), ("prescribe", "0.0"), ("add-exercise", "0"), ("change-workout", "0")],
)
def test_plain_forms_do_nothing_at_a_place_of_another_depth(act, program, name, place):
    before = blocks(program)
    typed = {"sets": "3", "load_kind": "none", "exercise": "plank", "name": "Legs", "day": "1"}
    act(name, place, status=400, **typed)
    assert blocks(program) == before


def test_plain_forms_refuse_to_overwrite_what_changed_since(act, program):
    stale = read_document(program.current())["updated_at"]
    act("add-block")
    page = act("remove", "0", updated_at=stale, status=409)
    assert "You changed this program somewhere else on" in page
    assert "What you typed" not in page
    assert len(blocks(program)) == 2


@pytest.mark.parametrize("stale", ["", "yesterday", None])
def test_plain_forms_refuse_who_does_not_say_what_they_saw(act, program, client, stale):
    url = reverse("training:program-forms", args=[program.pk])
    form = {"act": "add-block"} | ({} if stale is None else {"updated_at": stale})
    assert client.post(url, form).status_code == 200
    assert len(blocks(program)) == 1


def test_plain_forms_keep_what_was_typed_until_the_person_chooses(act, program, client):
    stale = read_document(program.current())["updated_at"]
    act("change-block", "0", name="Theirs", cycles="3", cycle_days="7")
    mine = {"name": "Mine & more", "cycles": "5", "cycle_days": "7"}
    page = act("change-block", "0", updated_at=stale, status=409, **mine)
    assert 'aria-label="What you typed"' in page
    assert [block["name"] for block in blocks(program)] == ["Theirs"]
    sent = page[page.index('aria-label="What you typed"') : page.index("Save mine")]
    fields = re.findall(r'<input[^>]*? name="([a-z_]+)"[^>]*? value="([^"]*)"', sent)
    again = {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}
    url = reverse("training:program-forms", args=[program.pk])
    assert client.post(url, again).status_code == 302
    assert (blocks(program)[0]["name"], blocks(program)[0]["cycles"]) == ("Mine & more", 5)


def test_plain_forms_keep_what_was_typed_for_a_place_that_is_gone(act, program):
    page = act("change-workout", "0.7", name="My day", day="2")
    assert "That place is gone." in page
    assert 'value="My day"' in page


def test_plain_forms_praise_nothing_that_was_not_saved(act, program):
    stale = read_document(program.current())["updated_at"]
    act("add-block")
    page = act("add-exercise", "0.0", updated_at=stale, exercise="plank", status=409)
    assert "Plank added" not in page
    assert 'value="plank"' in page


@pytest.mark.parametrize(
    ("how", "axes"),
    [("none", []), ("double", ["load"]), ("effort", ["rpe"]), ("wave", ["training_max"])],
)
def test_an_exercise_goes_on_in_one_of_the_usual_ways(act, program, how, axes):
    plain = {"sets": 3, "load_kind": "none"}
    act("prescribe", FIRST_ITEM, progress="load", **plain)
    html = act("prescribe", FIRST_ITEM, progress="", **plain)  # as it does
    assert "Add 2.5 kg when every set reaches its target." in html
    act("prescribe", FIRST_ITEM, progress=how, warm_up="on", **plain)
    item = blocks(program)[0]["workouts"][0]["groups"][0]["items"][0]
    assert [rule["axis"] for rule in item["progression"]] == axes
    assert item["warm_up"] == "auto"
