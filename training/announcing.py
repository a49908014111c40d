"""A new best in words. Only one that beats another day is worth stopping for."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from accounts.models import User
from fitapp.lib.units import from_kg, plain, tenth
from training.models import LoadMode, Record, Session, Set

# Volume grows with every set and reps at a load with every lighter one: those stay in the table.
WORTH_STOPPING_FOR: Final = (
    Record.Kind.E1RM,
    Record.Kind.LOAD,
    Record.Kind.TIME,
    Record.Kind.DISTANCE,
)


def new_bests(broken: list[Record], done: Set, *, reader: User) -> list[dict[str, str]]:
    """Of the records a set just broke, those that stood since another session; the best first."""
    kinds = {record.kind: record for record in broken if record.kind in WORTH_STOPPING_FOR}
    if done.exercise is None:
        return []
    before = {kind: record.beaten for kind, record in kinds.items()}
    return [
        {
            "kind": kind,
            "exercise": done.exercise.name,
            "label": _label(kinds[kind]),
            "text": in_words(kinds[kind], reader),
            "before": in_words(beaten, reader),
            "by": _gain(kinds[kind], beaten, reader),
        }
        for kind in WORTH_STOPPING_FOR
        if (beaten := before.get(kind)) is not None and beaten.session_id != done.session_id
    ]


def in_a_sentence(bests: list[dict[str, str]]) -> str:
    """ "New best: Bench press. Heaviest load 100 kg, 2.5 kg more than before." """
    told = "; ".join(f"{best['label']} {best['text']}, {best['by']} than before" for best in bests)
    name = "New best" if len(bests) == 1 else f"{len(bests)} new bests"
    return f"{name}: {bests[0]['exercise']}. {told[0].upper()}{told[1:]}."


def bests_of(session: Session, *, reader: User) -> list[dict[str, str]]:
    """The records that were broken in a session, in words; a first is not a best."""
    rows = list(
        session.records.select_related("exercise")
        .filter(superseded_at=None, kind__in=[*WORTH_STOPPING_FOR, Record.Kind.VOLUME])
        .order_by("exercise__name", "kind")
    )
    earlier = Record.objects.filter(
        trainee_id=session.trainee_id,
        exercise_id__in={row.exercise_id for row in rows},
        superseded_at__isnull=False,
    ).exclude(session=session)
    before: dict[tuple[int, str, str], Record] = {}
    for record in earlier.order_by("achieved_at"):
        before[record.exercise_id, record.kind, record.load_mode] = record
    return [
        {
            "exercise": row.exercise.name,
            "label": row.get_kind_display(),
            "text": in_words(row, reader),
            "before": in_words(before[key], reader),
        }
        for row in rows
        if (key := (row.exercise_id, row.kind, row.load_mode)) in before
    ]


def in_words(record: Record, reader: User) -> str:
    """The value of a record with its unit, as this person reads it."""
    unit = reader.profile.load_unit
    if record.kind in (Record.Kind.LOAD, Record.Kind.E1RM, Record.Kind.VOLUME):
        return in_tenths(record.value, unit)
    if record.kind == Record.Kind.REPS_AT_LOAD:
        load = f" at {plain(from_kg(record.load_kg, unit))} {unit}" if record.load_kg else ""
        return f"{plain(record.value)} reps{load}"
    if record.kind == Record.Kind.TIME:
        return in_minutes(int(record.value))
    return f"{plain(record.value)} m"


def in_tenths(kg: Decimal, unit: str) -> str:
    return f"{plain(tenth(from_kg(kg, unit)))} {unit}"


def in_minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02} min"


def _label(record: Record) -> str:
    if record.kind == Record.Kind.LOAD and record.load_mode == LoadMode.ASSISTED:
        return "least help"
    return record.get_kind_display().lower()


def _gain(new: Record, before: Record, reader: User) -> str:
    """By how much, as the difference of what is read: "2.5 kg more"."""
    unit = reader.profile.load_unit
    if new.kind in (Record.Kind.LOAD, Record.Kind.E1RM):
        now, then = (tenth(from_kg(record.value, unit)) for record in (new, before))
        return f"{plain(abs(now - then))} {unit} {'more' if now >= then else 'less'}"
    more = Record(kind=new.kind, value=new.value - before.value)
    return f"{in_words(more, reader)} more"
