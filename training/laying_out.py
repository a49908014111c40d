"""Lays a session out: a fixed number of queries, whatever the session holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from fitapp.lib.ids import derived
from training.logbook.settling import day_of
from training.models import Gym, PlannedSession, Record, Session, SessionItem, Set, SetKind
from training.models.prescriptions import Side
from training.past import last_sessions, standing_e1rm
from training.prescribing import items_of, loads_in, prescribe
from training.progress import e1rms_by_day
from training.worksheet import Entry, Line, Worksheet

LAST_SESSIONS = 4
ESTIMATES = 16
LETTERS = {SetKind.WARM_UP: "W", SetKind.DROP: "D", SetKind.FAILURE: "F"}
SIDES = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: ""}


def lay_out(session: Session, *, past: bool = True) -> Worksheet:
    """The whole session. With `past`, what was done before as well."""
    items = _items_of(session)
    if past:
        items = items.prefetch_related("exercise__equipment", "exercise__muscles")
    entries = _entries(items, session.sets.order_by("position", "pk"))
    _add_records(session, entries)
    return _arrange(session, entries, past=past)


def lay_out_planned(planned: PlannedSession, *, at: datetime) -> Worksheet:
    """A planned session as its log would be, begun at `at`. Nothing is written."""
    session = Session(
        id=derived(planned.pk, "session"),
        trainee=planned.trainee,
        planned=planned,
        name=planned.name,
        started_at=at,
        day=day_of(planned.trainee, at),
    )
    prescribed = prescribe(trainee=planned.trainee, document=planned.document, before=at)
    items, sets = items_of(session, prescribed)
    exercises = [item.exercise for item in items if item.exercise]
    prefetch_related_objects(exercises, "equipment", "muscles")
    return _arrange(session, _entries(items, sets), past=True)


def _arrange(session: Session, entries: list[Entry], *, past: bool) -> Worksheet:
    gym = Gym.objects.of(session.trainee_id) if past else None
    if past:
        _add_past(session, entries)
        _add_loads(session, entries, gym)
    _letter_groups(entries)
    return Worksheet(session, entries, gym)


def lay_out_progress(session: Session) -> Worksheet:
    """No more than what is meant and how much of it is done: two queries."""
    return Worksheet(session, _entries(_items_of(session), session.sets.order_by("position", "pk")))


def _items_of(session: Session) -> QuerySet[SessionItem]:
    items = session.items.select_related("exercise", "planned_exercise")
    return items.order_by("position", "pk")


def _entries(items: Iterable[SessionItem], rows: Iterable[Set]) -> list[Entry]:
    sets: dict[UUID, list[Set]] = defaultdict(list)
    for row in rows:
        sets[row.item_id].append(row)
    entries = [Entry(item, _lines(sets[item.pk])) for item in items]
    _mark_next(entries)
    return entries


def _lines(rows: Iterable[Set]) -> list[Line]:
    lines: list[Line] = []
    number = 0
    for row in rows:
        letter = LETTERS.get(SetKind(row.kind))
        if letter is None:
            number += row.side != Side.RIGHT or number == 0
            letter = f"{number}+" if row.kind == SetKind.AMRAP else str(number)
        above = lines[-1].set if lines else None
        same = above is not None and above.is_done and _sort(above) == _sort(row)
        lines.append(Line(row, letter + SIDES[Side(row.side)], before=above if same else None))
    return lines


def _add_records(session: Session, entries: list[Entry]) -> None:
    holds: dict[UUID | None, list[Record]] = defaultdict(list)
    for record in session.records.filter(set__isnull=False, superseded_at=None):
        holds[record.set_id].append(record)
    for entry in entries:
        for line in entry.lines:
            line.records = holds[line.set.pk]


def _add_past(session: Session, entries: list[Entry]) -> None:
    ids = {entry.item.exercise_id for entry in entries if entry.item.exercise_id}
    history = last_sessions(
        trainee_id=session.trainee_id,
        exercise_ids=ids,
        before=session.started_at,
        sessions=LAST_SESSIONS,
        without=session.pk,
    )
    best = standing_e1rm(trainee_id=session.trainee_id, exercise_ids=ids)
    estimates = e1rms_by_day(trainee_id=session.trainee_id, exercise_ids=ids)
    for entry in entries:
        known = entry.item.exercise_id or 0
        entry.past, entry.best_kg = history.get(known, []), best.get(known)
        entry.estimates = [one.kg for one in estimates.get(known, [])[-ESTIMATES:]]
        if entry.past:
            _put_beside(entry.lines, entry.past[0])


def _add_loads(session: Session, entries: list[Entry], gym: Gym | None) -> None:
    unit = session.trainee.profile.load_unit
    for entry in entries:
        entry.loads = loads_in(gym, entry.item.exercise, unit)


def _put_beside(lines: list[Line], last: list[Set]) -> None:
    """The nth warm-up beside the nth warm-up, the nth working set beside the nth working set."""
    waiting: dict[tuple[bool, str], list[Set]] = defaultdict(list)
    for row in last:
        waiting[_sort(row)].append(row)
    for line in lines:
        if queue := waiting[_sort(line.set)]:
            line.last = queue.pop(0)


def _sort(row: Set) -> tuple[bool, str]:
    return row.kind == SetKind.WARM_UP, row.side


def _letter_groups(entries: list[Entry]) -> None:
    """A, B, C for exercises that are done together."""
    letter = ord("A")
    for _, group in groupby(entries, key=lambda entry: entry.item.group):
        members = list(group)
        if len(members) > 1 and members[0].item.group_kind != "straight":
            for place, entry in enumerate(members):
                entry.group_letter, entry.starts_group = chr(letter), place == 0
            letter += 1


def _mark_next(entries: list[Entry]) -> None:
    for entry in entries:
        for line in entry.lines:
            if not line.set.is_done:
                line.is_next = True
                break
