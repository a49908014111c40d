"""A set as several devices say it was."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError

from training.figures import Figures
from training.models import Set
from training.models.edits import written
from training.models.sets import DONE
from training.syncing.edits import Edit, Merged

LOAD: Final = ("load_kg", "entered_load", "entered_unit", "load_mode")
FIGURES: Final = ("load_kg", "entered_load", "reps", "duration_s", "distance_m", "rpe")


def merge_set(row: Set, edit: Edit, *, tracking: str) -> Merged:
    """Take from an edit what nobody has said anything later about.

    Whether it is done is a thing of its own: taken back, it keeps what it held, for a correction
    made later elsewhere. Raises ValidationError naming every wrong figure.
    """
    merged, before = Merged(), row.completed_at
    was_taken_back = row.is_taken_back
    row.bring_back()
    for name in ("position", "kind", "side"):
        merged.hear(row, edit, name)
    if not edit.takes_away("completed_at"):
        for name in ("completed_at", "reps", "duration_s", "distance_m", "rpe"):
            merged.hear(row, edit, name)
        _hear_load(row, edit, merged)
        if edit.holds(*FIGURES) or (row.completed_at is not None and edit.says(*FIGURES)):
            _check(row, edit, tracking)
    if _stays_taken_back(row, edit, was_taken_back=was_taken_back):
        row.take_back()
    if (row.completed_at is None) != (before is None):
        merged.change()
    _tell_what_was_lost(row, edit, merged)
    return merged


def _hear_load(row: Set, edit: Edit, merged: Merged) -> None:
    """The load as it was entered, its unit and what it means are one thing."""
    if not edit.says(*LOAD):
        return
    before = {name: getattr(row, name) for name in LOAD}
    said = _load(row, edit)
    if not row.hear("load", said, at=edit.at(*LOAD)):
        name = next(name for name in ("entered_load", *LOAD) if name in edit.said)
        merged.lose(row, name, yours=edit.said[name], kept=before[name], register="load")
    elif said != before:
        merged.change()


def _load(row: Set, edit: Edit) -> dict[str, object]:
    if edit.holds("entered_load"):
        load, unit = edit.said["entered_load"], edit.said["entered_unit"]
    elif edit.says("entered_load", "load_kg"):
        load, unit = edit.said.get("load_kg"), "kg"
    elif row.entered_load is not None:
        load, unit = row.entered_load, row.entered_unit
    else:
        load, unit = row.load_kg, "kg"
    mode = edit.said.get("load_mode", row.load_mode)
    fields = Figures(load=load, unit=unit, load_mode=mode).as_fields()
    return {name: fields[name] for name in LOAD}


def _check(row: Set, edit: Edit, tracking: str) -> None:
    entered = row.entered_load is not None
    figures = Figures(
        load=row.entered_load if entered else row.load_kg,
        unit=row.entered_unit if entered else "kg",
        load_mode=row.load_mode,
        reps=row.reps,
        duration_s=row.duration_s,
        distance_m=row.distance_m,
        rpe=row.rpe,
    )
    try:
        figures.check(tracking)
    except ValidationError as error:
        errors = error.message_dict
        if "load" in errors:  # named as the client wrote it
            errors["entered_load" if "entered_load" in edit.said else "load_kg"] = errors.pop(
                "load"
            )
        raise ValidationError(errors) from error


def _stays_taken_back(row: Set, edit: Edit, *, was_taken_back: bool) -> bool:
    """A figure or a time says that it is done, no time that it is not; the later stands."""
    undone = edit.takes_away("completed_at")
    if undone:
        at = edit.at("completed_at")
    elif edit.holds(*FIGURES, "completed_at"):
        at = edit.at(*[name for name in (*FIGURES, "completed_at") if edit.holds(name)])
        _assume_it_was_then(row, at)
    else:
        return was_taken_back
    if (written(at), undone) <= (row.edited_at(DONE), was_taken_back):
        return was_taken_back
    row.stamp(DONE, at=at)
    return undone


def _assume_it_was_then(row: Set, at: datetime) -> None:
    """Nobody said when: at the first word of it."""
    if not row.edited_at("completed_at"):
        row.completed_at = min(row.completed_at or at, at)


def _tell_what_was_lost(row: Set, edit: Edit, merged: Merged) -> None:
    """Where it is done for one device and not for another."""
    if "completed_at" not in edit.said:
        return
    yours = edit.said["completed_at"]
    told = any(conflict.field == "completed_at" for conflict in merged.conflicts)
    if (yours is None) != (row.completed_at is None) and not told:
        merged.lose(row, "completed_at", yours=yours, kept=row.completed_at, register=DONE)
