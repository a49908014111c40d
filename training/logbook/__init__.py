"""Writing down a workout: its sets, set by set.

Every verb that touches a set that is done brings the records of its exercise and the totals of its
week in line within the same transaction. Ids may come from the client: sent twice, they are one
row.
"""

from training.logbook.items import (
    ExerciseHasDoneSets,
    add_exercise,
    move_exercise,
    note_on_exercise,
    remove_exercise,
    skip_exercise,
    unskip_exercise,
)
from training.logbook.sessions import (
    correct_session,
    delete_session,
    edit_session,
    finish_session,
    start_free,
    start_now,
    start_planned,
)
from training.logbook.sets import (
    TooManySets,
    add_set,
    change_set,
    delete_set,
    log_set,
    undo_set,
)
from training.logbook.settling import NotThereAnyMore, take_turns
from training.logbook.swapping import swap_exercise
from training.logbook.warm_ups import NothingToWarmUpTo, add_warm_ups

__all__ = [
    "ExerciseHasDoneSets",
    "NotThereAnyMore",
    "NothingToWarmUpTo",
    "TooManySets",
    "add_exercise",
    "add_set",
    "add_warm_ups",
    "change_set",
    "correct_session",
    "delete_session",
    "delete_set",
    "edit_session",
    "finish_session",
    "log_set",
    "move_exercise",
    "note_on_exercise",
    "remove_exercise",
    "skip_exercise",
    "start_free",
    "start_now",
    "start_planned",
    "swap_exercise",
    "take_turns",
    "undo_set",
    "unskip_exercise",
]
