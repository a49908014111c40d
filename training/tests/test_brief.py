"""What a planned workout comes to in words; where the targets come from is tested with them."""

import pytest

from conftest import NOON
from training.brief import brief
from training.models import Exercise


@pytest.fixture
def exercises(db):
    for slug, tracking in (
        ("squat", "load_reps"),
        ("pull-up", "bodyweight_reps"),
        ("plank", "time"),
        ("run", "distance_time"),
    ):
        Exercise.objects.create(
            slug=slug,
            name=slug.capitalize(),
            pattern="squat",
            mechanics="compound",
            level="beginner",
            tracking=tracking,
        )


def line_of(ana, slug, *sets, **item):
    group = {"kind": "straight", "items": [{"exercise": slug, "sets": list(sets), **item}]}
    document = {"name": "Day A", "groups": [group]}
    (line,) = brief(document=document, trainee=ana, before=NOON, reader=ana)
    return line


def five(**fields):
    return {"kind": "work", "reps_min": 5, "reps_max": 5} | fields


@pytest.mark.parametrize(
    ("slug", "sets", "said", "load"),
    [
        ("squat", [five(), five(), five()], "3 × 5", ""),
        ("squat", [five(load_kind="absolute", load_kg=60)], "1 × 5", "60 kg"),
        (
            "squat",
            [five(load_kind="absolute", load_kg=60), five(load_kind="absolute", load_kg=70)],
            "2 × 5",
            "60 to 70 kg",
        ),
        ("squat", [{"kind": "warm_up", "reps_min": 8}, five()], "1 × 5", ""),
        ("squat", [five(), five(reps_max=8)], "1 × 5, 1 × 5 to 8", ""),
        ("squat", [five(load_kind="rpe", rpe=8)], "1 × 5", "RPE 8"),
        ("pull-up", [five(load_kind="bodyweight", load_kg=10)], "1 × 5", "bodyweight, 10 kg"),
        ("plank", [{"kind": "work", "duration_s": 45}], "1 × 45 s", ""),
        ("plank", [{"kind": "work", "duration_s": 90}], "1 × 1:30 min", ""),
        ("run", [{"kind": "work", "distance_m": 400}], "1 × 400 m", ""),
    ],
)
def test_sets_and_loads_are_said_as_people_say_them(ana, exercises, slug, sets, said, load):
    line = line_of(ana, slug, *sets)
    assert (line.sets, line.load) == (said, load)


def test_loads_are_read_in_the_readers_unit(ana, exercises):
    ana.profile.load_unit = "lb"
    assert line_of(ana, "squat", five(load_kind="absolute", load_kg=45.359)).load == "100 lb"


def test_an_exercise_that_is_gone_keeps_its_name(ana, exercises):
    line = line_of(ana, "gone", five(), name="Cable thing")
    assert (line.name, line.exercise) == ("Cable thing", None)
