"""Everything somebody trained, to take along: as rows for a spreadsheet, as one JSON document, and
a session as a FIT file. Written piece by piece: a long history is never whole in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch

from accounts.models import User
from training.documents.reading import number
from training.fit import Lift, Workout, write_fit
from training.models import LoadMode, Record, Session, SessionItem, Set

VERSION: Final = 1  # of the JSON document; docs/export.md says what is in it
SESSIONS_AT_ONCE: Final = 100
PIECE: Final = 64 * 1024
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a spreadsheet knows one

COLUMNS: Final = {  # of the CSV, and where each comes from
    "date": "session__day",
    "session": "session__name",
    "started_at": "session__started_at",
    "exercise": "item__name",
    "exercise_id": "exercise__slug",
    "set": "position",
    "kind": "kind",
    "side": "side",
    "load_mode": "load_mode",
    "load": "entered_load",
    "load_unit": "entered_unit",
    "load_kg": "load_kg",
    "reps": "reps",
    "duration_s": "duration_s",
    "distance_m": "distance_m",
    "rpe": "rpe",
    "completed_at": "completed_at",
    "exercise_note": "item__note",
    "session_note": "session__note",
}
IN_ORDER: Final = ("session__started_at", "session_id", "item__position", "position", "pk")
SESSION: Final = ("id", "name", "started_at", "finished_at", "day", "rpe", "note")
ITEM: Final = (
    *("id", "position", "name", "tracking", "group", "group_kind", "cue", "reason"),
    *("tempo", "video_url", "rest_s", "training_max_kg", "wave", "note", "skipped_at"),
)
SET: Final = (
    *("id", "position", "kind", "side", "target_reps_min", "target_reps_max", "target_load_kg"),
    *("target_rpe", "target_duration_s", "target_distance_m", "load_mode", "load_kg"),
    *("entered_load", "entered_unit", "reps", "duration_s", "distance_m", "rpe", "completed_at"),
)
RECORD: Final = (
    *("kind", "load_mode", "load_kg", "value", "set_id", "session_id"),
    *("achieved_at", "superseded_at"),
)


def gathered(parts: Iterable[str]) -> Iterator[str]:
    """The same text in fewer pieces: each piece is a trip through the server."""
    kept, size = [], 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size >= PIECE:
            yield "".join(kept)
            kept, size = [], 0
    yield "".join(kept)


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(trainee: User) -> Iterator[str]:
    """One row for each set that was done, oldest first; times where the trainee is."""
    write = csv.writer(Echo()).writerow
    yield write(COLUMNS)
    rows = Set.objects.done().filter(trainee=trainee).order_by(*IN_ORDER)
    zone = trainee.profile.zone
    for row in rows.values_list(*COLUMNS.values()).iterator(chunk_size=2000):
        yield write([_cell(value, zone) for value in row])


def as_json(trainee: User, *, at: datetime) -> Iterator[str]:
    """The whole history, planned beside done, and the records; what docs/export.md describes."""
    head = {
        "format": "fitapp.training",
        "version": VERSION,
        "exported_at": at,
        "trainee": trainee.name,
        "time_zone": trainee.profile.time_zone,
    }
    yield _json(head).removesuffix("}") + ', "sessions": ['
    yield from _listed(_session(row) for row in _sessions(trainee))
    yield '], "records": ['
    records = Record.objects.filter(trainee=trainee).select_related("exercise")
    ordered = records.order_by("achieved_at", "pk").iterator(chunk_size=2000)
    yield from _listed({"exercise": row.exercise.slug, **_fields(row, RECORD)} for row in ordered)
    yield "]}"


def as_fit(session: Session) -> bytes:
    """One session's sets that were done, as a watch would have written them down."""
    zone = session.trainee.profile.zone
    rows = session.sets.done().in_order().select_related("item")
    items = list(session.items.select_related("exercise").order_by("position", "pk"))
    places = {item.pk: place for place, item in enumerate(items)}
    lifts = [_lift(row, places[row.item_id]) for row in rows]
    ended_at = session.finished_at or max((lift.ended_at for lift in lifts), default=None)
    return write_fit(
        Workout(
            started_at=session.started_at.astimezone(zone),
            ended_at=max(session.started_at, ended_at or session.started_at).astimezone(zone),
            exercises=[
                (item.name, item.exercise.pattern if item.exercise else "") for item in items
            ],
            lifts=lifts,
            rpe=session.rpe,
        )
    )


def _lift(row: Set, place: int) -> Lift:
    assert row.completed_at is not None  # noqa: S101  # only done sets are read
    return Lift(
        exercise=place,
        ended_at=row.completed_at,
        reps=row.reps,
        # A watch knows no help: the load that was taken off is no load that was lifted.
        load_kg=None if row.load_mode == LoadMode.ASSISTED else row.load_kg,
        in_pounds=row.entered_unit == "lb",
        duration_s=row.duration_s,
    )


def _sessions(trainee: User) -> Iterator[Session]:
    items = SessionItem.objects.select_related("exercise").order_by("position", "pk")
    sets = Set.objects.defer("edited").order_by("position", "pk")
    return (
        Session.objects.filter(trainee=trainee)
        .order_by("started_at", "pk")
        .prefetch_related(Prefetch("items", items), Prefetch("items__sets", sets))
        .iterator(chunk_size=SESSIONS_AT_ONCE)
    )


def _session(session: Session) -> dict[str, Any]:
    return {
        **_fields(session, SESSION),
        "items": [
            {
                **_fields(item, ITEM),
                "exercise": item.exercise.slug if item.exercise else None,
                "sets": [_fields(row, SET) for row in item.sets.all()],
            }
            for item in session.items.all()
        ],
    }


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: number(getattr(row, name)) for name in names}


def _listed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield (", " if place else "") + _json(row)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)


def _cell(value: Any, zone: Any) -> Any:
    """As a spreadsheet should take it: what looks like a formula is text."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return number(value)
