import pytest

from training.cards import doable
from training.fitting import Means
from training.tests.log import make_exercise

GARAGE = Means(frozenset({"barbell", "rack"}), frozenset({"knee"}))


@pytest.mark.parametrize(
    ("needed", "stresses", "said"),
    [
        (["barbell", "rack"], [], ""),
        (["none"], ["wrist"], ""),
        (["mat"], [], ""),
        (["cable"], [], "Needs cable."),
        (["cable", "barbell", "bench"], [], "Needs cable and bench."),
        (["bench", "cable", "box"], [], "Needs cable, bench and box."),
        (["barbell"], ["knee", "hip"], "Strains what is to be spared: knee."),
        (["box"], ["knee"], "Needs box and strains what is to be spared: knee."),
    ],
)
def test_what_rules_an_exercise_out_is_said_in_a_sentence(needed, stresses, said):
    assert GARAGE.why_not(needed=needed, stresses=stresses) == said


def test_nothing_said_rules_nothing_out():
    assert not Means()
    assert Means().why_not(needed=["cable"], stresses=["knee"]) == ""


@pytest.fixture
def exercises(db):
    def made(slug, needs, **fields):
        exercise = make_exercise(slug, origin="shipped", **fields)
        for thing in needs:
            exercise.equipment.create(equipment=thing)
        return exercise

    return [
        made("squat", ["barbell", "rack"], stresses=["knee"]),
        made("row", ["barbell"]),
        made("pushdown", ["cable"]),
        made("pulldown", ["cable", "machine"]),
        made("crunch", ["none"]),
    ]


def test_a_list_is_parted_and_every_reason_counted(exercises):
    found = doable(exercises, GARAGE)
    assert [exercise.slug for exercise in found.possible] == ["row", "crunch"]
    assert found.left_out == 3
    assert found.lacking == [("Cable", 2), ("Machine", 1)]
    assert found.strained == [("Knee", 1)]


@pytest.mark.usefixtures("exercises")
def test_the_switch_counts_narrows_and_says_what_is_left_out(client, ana):
    ana.profile.change(equipment=["barbell", "rack"], limitations=["knee"])
    client.force_login(ana)
    off = client.get("/exercises/").content.decode()
    assert 'id="here-count">2<' in off
    assert "left out" not in off
    on = client.get("/exercises/", {"here": "on"}).content.decode()
    assert "2 of 5 exercises" in on
    assert "3 left out" in on
    assert "cable (2), machine (1)" in on
    assert "knee (1)" in on
    page = client.get("/exercises/pushdown/").content.decode()
    assert "Needs cable." in page


@pytest.mark.usefixtures("exercises")
def test_who_has_said_nothing_is_asked_and_sees_everything(client, ana):
    client.force_login(ana)
    body = client.get("/exercises/", {"here": "on"}).content.decode()
    assert "Say what you have at hand" in body
    assert "5 exercises" in body
