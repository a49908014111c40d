"""What an update says that it changes."""

from copy import deepcopy

import pytest

from training.differences import workouts_in_words
from training.tests.log import document, entry, group, prescription

RULE = {
    "axis": "load", "step": 2.5, "when": "all_sets", "max_rpe": 8, "ceiling": None,
    "on_ceiling": "stop", "on_fail": "hold",
}  # fmt: skip


def an_item(name="Back squat", sets=3, **fields):
    one = prescription(reps_min=5, reps_max=5, load_kind="absolute", load_kg=80, rest_s=120)
    said = entry("back-squat", *[dict(one) for _ in range(sets)])
    return {**said, "name": name, "notes": "", "tempo": None, "progression": [], **fields}


def a_workout(*items, **fields):
    groups = [{**group(item), "rest_s": None, "rounds": None} for item in items]
    return {**document(*groups), "notes": "", **fields}


def after(change):
    before = a_workout(an_item())
    changed = deepcopy(before)
    change(changed["groups"][0]["items"][0])
    return workouts_in_words(before, changed, "kg")


def each_set(**fields):
    return lambda item: [one.update(fields) for one in item["sets"]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda item: item["sets"].pop(), "2 × 5 instead of 3 × 5"),
        (each_set(reps_max=8), "3 × 5–8 instead of 3 × 5"),
        (each_set(load_kg=82.5), "82.5 kg instead of 80 kg"),
        (each_set(load_kind="none", load_kg=None), "load left open instead of 80 kg"),
        (each_set(rest_s=180), "rest 3:00 instead of 2:00"),
        (each_set(rpe=8), "effort RPE 8 instead of open"),
        (each_set(side="left"), "sets of another kind"),
        (lambda item: item.update(tempo=[3, 1, "X", 0]), "tempo 3-1-X-0 instead of free"),
        (lambda item: item.update(notes="Slow"), "other cue"),
        (lambda item: item.update(video_url="https://example.com/v"), "other video"),
        (
            lambda item: item.update(progression=[RULE]),
            "rule: Add 2.5 kg when every set reaches its target at RPE 8 or under.",
        ),
        (
            lambda item: item["sets"].insert(0, {**item["sets"][0], "kind": "warm_up"}),
            "warm-up sets 1 instead of 0",
        ),
        (lambda item: item.update(warm_up="auto"), "warm-up sets worked out instead of 0"),
    ],
)
def test_what_is_different_about_an_exercise(change, said):
    assert after(change) == [f"Back squat: {said}"]


def test_several_differences_are_one_line_in_the_readers_units():
    before, changed = a_workout(an_item(sets=3)), a_workout(an_item(sets=4))
    for one in changed["groups"][0]["items"][0]["sets"]:
        one["load_kg"] = 90.718
    said = "Back squat: 4 × 5 instead of 3 × 5, 200 lb instead of 176.37 lb"
    assert workouts_in_words(before, changed, "lb") == [said]


def test_exercises_come_go_and_are_done_together():
    before = a_workout(an_item("Squat"), an_item("Row"), name="A")
    changed = a_workout(an_item("Squat"), an_item("Press"), name="B")
    assert workouts_in_words(before, changed, "kg") == [
        "Press: new, 3 × 5",
        "Row: left out",
        "Called B instead of A",
    ]
    joined = deepcopy(before)
    row = joined["groups"].pop()["items"][0]
    joined["groups"][0] |= {"kind": "superset", "rest_s": 90}
    joined["groups"][0]["items"].append(row)
    said = "Squat and Row: superset, rest 1:30 a round"
    assert workouts_in_words(before, joined, "kg") == [said]


def test_the_same_in_another_order_is_said_as_that():
    one, other = an_item("Squat"), an_item("Row")
    assert workouts_in_words(a_workout(one, other), a_workout(other, one), "kg") == ["Other order"]
