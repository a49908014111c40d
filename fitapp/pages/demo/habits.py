"""What people made their own: a gym, marks, an exercise with its picture, a video, a short day."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw

from accounts.models import User
from training import exercises, marks, videos
from training.documents import create_program
from training.equipping import add_gym
from training.models import Exercise, Program
from training.taxonomy import Tracking

VIDEO: Final = "https://example.com/joel-marsh/squat-in-two-minutes"
FAVOURITES: Final = ("barbell-back-squat", "pull-up", "seated-cable-row")
GYM: Final = {
    "name": "Basement gym",
    "bars": [{"kind": "barbell", "weight": 20}, {"kind": "ez_bar", "weight": 10}],
    "plates": [
        {"weight": weight, "count": count}
        for weight, count in ((20, 4), (15, 2), (10, 4), (5, 4), (2.5, 4), (1.25, 2))
    ],
    "dumbbells": [{"weight": weight} for weight in (*range(4, 21, 2), 22.5, 25, 27.5, 30)],
    "machines": [
        {"kind": "cable", "start": 5, "step": 5, "most": 100},
        {"kind": "leg_press_machine", "start": 40, "step": 10, "most": 300},
    ],
}
HEAVIER: Final = {"axis": "load", "step": 2.5, "when": "top_of_range", "max_rpe": 8}
ONE_MORE: Final = {"axis": "reps", "step": 1, "ceiling": 15}


def _item(slug: str, *rules: dict[str, Any], sets: int = 3, **of_each: Any) -> dict[str, Any]:
    return {"exercise": slug, "progression": list(rules), "sets": [of_each] * sets}


ARMS: Final = (
    _item("dumbbell-curl", HEAVIER, reps_min=8, reps_max=12, rpe=8),
    _item("overhead-cable-triceps-extension", HEAVIER, reps_min=10, reps_max=12, rpe=8),
)
CORE: Final = (
    _item("dead-bug", ONE_MORE, sets=2, reps_min=10, reps_max=12),
    _item("hanging-knee-raise", sets=2, reps_min=8, reps_max=12),
    _item("farmers-carry", sets=2, distance_m=40, rpe=7),
)
SHORT_DAY: Final = {
    "name": "Arms and Core in Half an Hour",
    "summary": "Beside the main program: two exercises in turn, then two rounds of three.",
    "goal": "muscle",
    "level": "beginner",
    "blocks": [
        {
            "name": "Every week",
            "cycles": 4,
            "workouts": [
                {
                    "name": "Arms and core",
                    "groups": [
                        {"kind": "superset", "rest_s": 75, "items": [*ARMS]},
                        {"kind": "circuit", "rounds": 2, "rest_s": 60, "items": [*CORE]},
                    ],
                }
            ],
        }
    ],
}


def write_short_day(trainer: User, *, at: datetime) -> Program:
    return create_program(owner=trainer, document=SHORT_DAY, at=at)


def settle_in(trainee: User, trainer: User, *, at: datetime) -> None:
    """What both have set up for themselves since they began."""
    add_gym(owner=trainee, document=GYM, at=at)
    known = Exercise.objects.in_bulk([*FAVOURITES, "burpee"], field_name="slug")
    for slug in FAVOURITES:
        marks.mark(exercise=known[slug], user=trainee, kind=marks.Kind.FAVOURITE, at=at)
    marks.mark(exercise=known["burpee"], user=trainee, kind=marks.Kind.NEVER, reason="pain", at=at)
    videos.set_video(exercise=known["barbell-back-squat"], trainer=trainer, url=VIDEO)
    sled = exercises.create_private(
        owner=trainee,
        name="Stairwell carry",
        tracking=Tracking.LOAD_DISTANCE,
        muscles={"forearms": exercises.DIRECT, "quads": exercises.INDIRECT},
        equipment=["dumbbell"],
        pattern="carry",
        mechanics="compound",
        level="beginner",
        steps=["A dumbbell in each hand, up to the third floor.", "Down without a rush."],
        video_url="https://example.com/hanna-brandt/stairwell",
    )
    exercises.set_picture(exercise=sled, upload=_stairs())


def _stairs() -> BytesIO:
    """A drawing of stairs, in place of a photo."""
    picture, file = Image.new("RGB", (256, 256), "#20302b"), BytesIO()
    draw = ImageDraw.Draw(picture)
    for step in range(6):
        draw.rectangle((32 + 32 * step, 192 - 28 * step, 224, 224 - 28 * step), fill="#d8e34a")
        draw.rectangle((36 + 32 * step, 198 - 28 * step, 224, 224), fill="#2f463f")
    picture.save(file, "PNG")
    file.seek(0)
    return file
