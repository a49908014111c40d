"""Small program documents that tests of several doors share."""

from conftest import NOON
from training.documents import create_program
from training.models import Assignment, Exercise, Program

SQUAT, BENCH, ROW, PLANK = "back-squat", "bench-press", "barbell-row", "plank"


def make_exercises() -> None:
    """Four rows that stand for the library."""
    for slug, tracking in [(SQUAT, "load_reps"), (BENCH, "load_reps"), (ROW, "load_reps")]:
        make_exercise(slug, tracking=tracking)
    make_exercise(PLANK, tracking="time", pattern="anti_extension")


def make_exercise(slug, **fields) -> Exercise:
    return Exercise.objects.create(
        slug=slug,
        name=slug.replace("-", " ").capitalize(),
        **{
            "pattern": "squat",
            "mechanics": "compound",
            "level": "beginner",
            "tracking": "load_reps",
            **fields,
        },
    )


def set_of(**fields):
    return {"reps_min": 5, "reps_max": 5, "load_kind": "absolute", "load_kg": 80, **fields}


def item_of(exercise=SQUAT, *, sets=3, progression=(), **fields):
    return {
        "exercise": exercise,
        "sets": [set_of() for _ in range(sets)],
        "progression": list(progression),
        **fields,
    }


def group_of(*items, **fields):
    return {"items": list(items) or [item_of()], **fields}


def workout_of(name="Day A", day=1, groups=None, **fields):
    return {"name": name, "day": day, "groups": groups or [group_of()], **fields}


def block_of(name="Build", workouts=None, **fields):
    return {"name": name, "cycles": 2, "workouts": workouts or [workout_of()], **fields}


def program_of(name="Strength", blocks=None, **fields):
    return {"name": name, "blocks": [block_of()] if blocks is None else blocks, **fields}


def given_program(owner, trainee) -> Program:
    """A program of the owner's that the trainee was given."""
    made = create_program(owner=owner, document=program_of(), at=NOON)
    Assignment.objects.create(
        trainee=trainee,
        version=made.current(),
        program_name=made.name,
        starts_on=NOON.date(),
        created_at=NOON,
    )
    return made
