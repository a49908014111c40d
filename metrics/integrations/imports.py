"""Bringing a history in: receive a file, say what its names mean, apply it, undo it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.jobs import enqueue
from fitapp.lib.units import plain
from metrics.integrations import matching, tasks
from metrics.integrations.formats.strong import Export
from metrics.integrations.formats.tables import Unreadable
from metrics.integrations.history import is_odd
from metrics.integrations.models import App, Import
from metrics.integrations.work import read_file

ERRORS_KEPT = 200
NAMES_AT_MOST = 1000  # nobody trains that many: each is looked for and asked about


class ImportNotWaiting(Refused):
    pass


class UnitNotKnown(Refused):
    pass


class NameNotInFile(Refused):
    pass


class NoSuchExercise(Refused):
    pass


class NothingToUndo(Refused):
    pass


def receive_file(*, user: User, filename: str, content: bytes, at: datetime) -> tuple[Import, bool]:
    """Read a file and keep it, to be looked at first; whether it is new.

    Sending the same file again is the same import, until that one is undone. Raises Unreadable.
    """
    digest = sha256(content).hexdigest()
    same = Import.objects.standing().filter(user=user, kind=App.STRONG, sha256=digest)
    if (known := same.first()) is not None:
        return known, False
    source = Import(
        user=user,
        filename=PurePath(filename).name[-120:] or "export.csv",
        sha256=digest,
        time_zone=user.profile.time_zone,
        created_at=at,
    )
    export = read_file(source, content)
    if not export.workouts:
        first = f" Row {export.bad_rows[0].row}: {export.bad_rows[0].why}." * bool(export.bad_rows)
        raise Unreadable(f"No set could be read from this file.{first}")
    if len(export.sets_per_name) > NAMES_AT_MOST:
        raise Unreadable(f"The file names more than {NAMES_AT_MOST:,} exercises.")
    _describe(source, export)
    source.file.save("export.csv", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError:  # the same file, sent twice at once
        source.file.delete(save=False)
        return same.get(), False
    return source, True


def _describe(source: Import, export: Export) -> None:
    """What was recognised, kept so that the preview needs not read the file again."""
    loads = [abs(s.load) for w in export.workouts for e in w.exercises for s in e.sets]
    source.counts = {
        "rows": export.row_count,
        "sessions": len(export.workouts),
        "sets": export.set_count,
        "bad_rows": len(export.bad_rows),
        "not_sets": dict(export.not_sets),
        "names": dict(export.sets_per_name),
        "first_day": export.workouts[0].started.date().isoformat(),
        "last_day": export.workouts[-1].started.date().isoformat(),
        "heaviest": plain(max(loads)),
        "odd_durations": sum(map(is_odd, export.workouts)),
        "asks_load_unit": export.asks_load_unit,
        "asks_distance_unit": export.asks_distance_unit,
    }
    source.row_errors = [{"row": bad.row, "why": bad.why} for bad in export.bad_rows[:ERRORS_KEPT]]


@transaction.atomic
def set_mapping(source: Import, *, mapping: Mapping[str, str] | None = None, **terms: Any) -> None:
    """Say what names mean (an exercise's id, "own" or "leave_out"), and load_unit, distance_unit
    or time_zone of the file.

    Raises ImportNotWaiting, NameNotInFile, NoSuchExercise.
    """
    _refuse_unless_waiting(source)
    said = dict(mapping or {})
    if strange := [name for name in said if name not in source.counts["names"]]:
        raise NameNotInFile(f"The file has no exercise called “{strange[0]}”.")
    ids = set(said.values()) - {matching.OWN, matching.LEAVE_OUT}
    if ids - matching.choosable_ids(source.user, ids):
        raise NoSuchExercise("One of the chosen exercises does not exist.")
    source.mapping = {**source.mapping, **said}
    for name, value in terms.items():
        setattr(source, name, value)
    source.save(update_fields=["mapping", *terms])


@transaction.atomic
def apply(source: Import, *, at: datetime, **said: Any) -> None:
    """Bring it in, in the background, on the terms of `set_mapping`.

    Raises ImportNotWaiting, UnitNotKnown, NameNotInFile, NoSuchExercise.
    """
    set_mapping(source, **said)
    if source.counts["asks_load_unit"] and not source.load_unit:
        raise UnitNotKnown("The file does not say whether its weights are kg or lb. Choose one.")
    if source.counts["asks_distance_unit"] and not source.distance_unit:
        raise UnitNotKnown("The file does not say the unit of its distances. Choose one.")
    states = Import.State
    if not source.move(before=states.PREVIEWED, after=states.APPLYING, heartbeat_at=None):
        raise ImportNotWaiting("This import is under way already.")
    transaction.on_commit(lambda: enqueue(tasks.apply_import, import_id=str(source.pk)))


@transaction.atomic
def undo(source: Import, *, at: datetime) -> None:
    """Take out again what it brought in; one that was never applied is let go. Raises
    NothingToUndo."""
    states = Import.State
    if source.move(before=states.PREVIEWED, after=states.UNDONE, undone_at=at):
        transaction.on_commit(lambda: source.file.delete(save=False))
        return
    if not source.move(before=states.APPLIED, after=states.UNDOING, heartbeat_at=None, attempts=0):
        raise NothingToUndo("There is nothing of this import to undo.")
    transaction.on_commit(lambda: enqueue(tasks.undo_import, import_id=str(source.pk)))


def _refuse_unless_waiting(source: Import) -> None:
    if source.state != Import.State.PREVIEWED:
        raise ImportNotWaiting("This import has been decided already.")
