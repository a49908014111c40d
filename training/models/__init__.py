from training.models.assignments import Assignment, PlannedSession
from training.models.exercises import Exercise, ExerciseEquipment, ExerciseMuscle, Substitute
from training.models.gyms import Gym
from training.models.prescriptions import (
    LoadKind,
    ProgressionRule,
    SetKind,
    SetPrescription,
    Side,
)
from training.models.programs import Block, Group, Item, Program, ProgramVersion, Workout
from training.models.records import Record, TraineeWeek, TraineeWeekMuscle
from training.models.sessions import Comment, Session, SessionItem
from training.models.sets import LoadMode, Set
from training.models.tombstones import Tombstone

__all__ = [
    "Assignment",
    "Block",
    "Comment",
    "Exercise",
    "ExerciseEquipment",
    "ExerciseMuscle",
    "Group",
    "Gym",
    "Item",
    "LoadKind",
    "LoadMode",
    "PlannedSession",
    "Program",
    "ProgramVersion",
    "ProgressionRule",
    "Record",
    "Session",
    "SessionItem",
    "Set",
    "SetKind",
    "SetPrescription",
    "Side",
    "Substitute",
    "Tombstone",
    "TraineeWeek",
    "TraineeWeekMuscle",
    "Workout",
]
