"""The closed vocabularies of the exercise library (training/data/exercises)."""

from typing import Final

from django.db import models

from accounts.vocabulary import Equipment as Equipment
from accounts.vocabulary import Stress as Stress


class Muscle(models.TextChoices):
    CHEST = "chest", "Chest"
    FRONT_DELTS = "front_delts", "Front delts"
    SIDE_DELTS = "side_delts", "Side delts"
    REAR_DELTS = "rear_delts", "Rear delts"
    ROTATOR_CUFF = "rotator_cuff", "Rotator cuff"
    TRICEPS = "triceps", "Triceps"
    BICEPS = "biceps", "Biceps"
    FOREARMS = "forearms", "Forearms"
    LATS = "lats", "Lats"
    UPPER_BACK = "upper_back", "Upper back"
    TRAPS = "traps", "Traps"
    LOWER_BACK = "lower_back", "Lower back"
    ABS = "abs", "Abs"
    OBLIQUES = "obliques", "Obliques"
    GLUTES = "glutes", "Glutes"
    QUADS = "quads", "Quads"
    HAMSTRINGS = "hamstrings", "Hamstrings"
    ADDUCTORS = "adductors", "Adductors"
    ABDUCTORS = "abductors", "Abductors"
    HIP_FLEXORS = "hip_flexors", "Hip flexors"
    CALVES = "calves", "Calves"
    TIBIALIS = "tibialis", "Shins"
    NECK = "neck", "Neck"


SHOULDERS: Final = "shoulders"  # which people pick as one
OF_SHOULDERS: Final = (
    *(Muscle.FRONT_DELTS.value, Muscle.SIDE_DELTS.value, Muscle.REAR_DELTS.value),
    Muscle.ROTATOR_CUFF.value,
)


class Pattern(models.TextChoices):
    SQUAT = "squat", "Squat"
    HINGE = "hinge", "Hinge"
    LUNGE = "lunge", "Lunge"
    HIP_EXTENSION = "hip_extension", "Hip extension"
    KNEE_EXTENSION = "knee_extension", "Knee extension"
    KNEE_FLEXION = "knee_flexion", "Knee flexion"
    HIP_ISOLATION = "hip_isolation", "Hip isolation"
    CALF = "calf", "Calf"
    HORIZONTAL_PUSH = "horizontal_push", "Horizontal push"
    VERTICAL_PUSH = "vertical_push", "Vertical push"
    HORIZONTAL_PULL = "horizontal_pull", "Horizontal pull"
    VERTICAL_PULL = "vertical_pull", "Vertical pull"
    CHEST_ISOLATION = "chest_isolation", "Chest isolation"
    SHOULDER_ISOLATION = "shoulder_isolation", "Shoulder isolation"
    REAR_DELT = "rear_delt", "Rear delt"
    TRAP_ISOLATION = "trap_isolation", "Trap isolation"
    ELBOW_FLEXION = "elbow_flexion", "Elbow flexion"
    ELBOW_EXTENSION = "elbow_extension", "Elbow extension"
    FOREARM = "forearm", "Forearm"
    CORE_FLEXION = "core_flexion", "Core flexion"
    ANTI_EXTENSION = "anti_extension", "Anti-extension"
    ANTI_ROTATION = "anti_rotation", "Anti-rotation"
    ROTATION = "rotation", "Rotation"
    LATERAL_CORE = "lateral_core", "Lateral core"
    CARRY = "carry", "Carry"
    JUMP = "jump", "Jump"
    OLYMPIC = "olympic", "Olympic lift"
    LOCOMOTION = "locomotion", "Locomotion"
    CARDIO = "cardio", "Cardio"
    MOBILITY = "mobility", "Mobility"
    NECK = "neck", "Neck"


class Mechanics(models.TextChoices):
    COMPOUND = "compound", "Compound"
    ISOLATION = "isolation", "Isolation"


class Level(models.TextChoices):
    BEGINNER = "beginner", "Beginner"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"


class Tracking(models.TextChoices):
    """Which figures a set of the exercise has."""

    LOAD_REPS = "load_reps", "Load and reps"
    BODYWEIGHT_REPS = "bodyweight_reps", "Reps, with load added or taken off"
    REPS = "reps", "Reps"
    TIME = "time", "Time"
    LOAD_TIME = "load_time", "Load and time"
    LOAD_DISTANCE = "load_distance", "Load and distance"
    DISTANCE_TIME = "distance_time", "Distance and time"

    @property
    def figures(self) -> tuple[str, ...]:
        """The fields of a set that this exercise uses: of load, reps, time, distance."""
        return {
            Tracking.LOAD_REPS: ("load", "reps"),
            Tracking.BODYWEIGHT_REPS: ("load", "reps"),
            Tracking.REPS: ("reps",),
            Tracking.TIME: ("time",),
            Tracking.LOAD_TIME: ("load", "time"),
            Tracking.LOAD_DISTANCE: ("load", "distance"),
            Tracking.DISTANCE_TIME: ("distance", "time"),
        }[self]
