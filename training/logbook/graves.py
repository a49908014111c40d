"""What is deleted from the log goes into a tombstone, and may come back from it whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core import serializers
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from training.models import Exercise, PlannedSession, Session, SessionItem, Set, Tombstone
from training.models.edits import last_of

Row = Session | SessionItem | Set
KINDS: Final[dict[type[Model], str]] = {Session: "session", SessionItem: "item", Set: "set"}
KEPT_FOR: Final = timedelta(days=90)
EXERCISES: Final = ("exercise_id", "planned_exercise_id")


def bury(row: Row, *, deleted_at: datetime | None) -> None:
    """Take it out of the log with what hangs on it. Without `deleted_at` nobody asked for that,
    and any edit brings it back."""
    beneath: list[Row] = []
    if isinstance(row, Session):
        beneath = [*row.items.all(), *row.sets.all()]
    elif isinstance(row, SessionItem):
        beneath = [*row.sets.all()]
    _write([_tombstone(row, deleted_at), *[_tombstone(one, None) for one in beneath]])
    type(row)._default_manager.filter(pk=row.pk).delete()


def can_be_revived(tombstone: Tombstone) -> bool:
    """Not where what it hung on is gone for good, as with an import that was undone."""
    if tombstone.kind == Tombstone.Kind.SESSION:
        return True
    if tombstone.item_id is not None:
        return SessionItem.objects.filter(pk=tombstone.item_id).exists()
    return Session.objects.filter(pk=tombstone.session_id).exists()


def revive(tombstone: Tombstone) -> None:
    """It is there again with everything that went along with it. What it hangs on is there."""
    along = Tombstone.objects.filter(trainee=tombstone.trainee_id, deleted_at=None)
    if tombstone.kind == Tombstone.Kind.SESSION:
        _raise([tombstone])
        _raise(along.filter(session_id=tombstone.row_id, kind=Tombstone.Kind.ITEM))
        _raise(_sets_with_an_exercise(along.filter(session_id=tombstone.row_id)))
    elif tombstone.kind == Tombstone.Kind.ITEM:
        _raise([tombstone])
        _raise(along.filter(item_id=tombstone.row_id, kind=Tombstone.Kind.SET))
    else:
        _raise([tombstone])


def row_of(tombstone: Tombstone) -> Row | None:
    """The row, where it is there again."""
    model: Any = next(model for model, kind in KINDS.items() if kind == tombstone.kind)
    row: Row | None = model.objects.filter(pk=tombstone.row_id).first()
    return row


def sweep(session: Session) -> None:
    """When a session ends, what was neither planned nor done is left out; should it go on after
    all, it is there again."""
    if session.finished_at is None:
        left_out = Tombstone.objects.filter(session_id=session.pk, deleted_at=None)
        _raise(left_out.filter(kind=Tombstone.Kind.ITEM))
        _raise(_sets_with_an_exercise(left_out))
        return
    ended = session.edited_at("finished_at")
    _leave_out(session.sets.not_done().unplanned(), ended)
    _leave_out(session.items.filter(sets=None, planned_exercise=None), ended)


def forget_session(session_id: UUID, *, trainee_id: int) -> bool:
    """Whether there was one, which is begun anew now."""
    gone, _ = Tombstone.objects.filter(trainee=trainee_id, session_id=session_id).delete()
    return gone > 0


def forget_old(*, at: datetime) -> None:
    """What was deleted is gone in the end; an edit that arrives later than that adds it anew."""
    Tombstone.objects.filter(buried_at__lt=at - KEPT_FOR).delete()


def last_edit_of(row: Row) -> str:
    """The last edit of it, and of all that hangs on it or did."""
    edits = [row.edited]
    if not isinstance(row, Set):
        beneath = {"session_id" if isinstance(row, Session) else "item_id": row.pk}
        gone = Tombstone.objects.filter(**beneath).values_list("row", flat=True)
        edits += [told["fields"]["edited"] for told in gone]
        edits += row.sets.values_list("edited", flat=True)
    if isinstance(row, Session):
        edits += row.items.values_list("edited", flat=True)
    return max(last_of(one) for one in edits)


def last_edit_of_gone(tombstone: Tombstone) -> str:
    gone = Tombstone.objects.filter(trainee=tombstone.trainee_id)
    beneath = gone.filter(Q(session_id=tombstone.row_id) | Q(item_id=tombstone.row_id))
    rows = [tombstone.row, *beneath.values_list("row", flat=True)]
    return max(last_of(row["fields"]["edited"]) for row in rows)


def _leave_out(rows: QuerySet[Any], ended: str) -> None:
    gone = [row for row in rows if row.last_edited_at <= ended]
    _write([_tombstone(row, None) for row in gone])
    rows.model.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _write(tombstones: list[Tombstone]) -> None:
    Tombstone.objects.bulk_create(
        tombstones,
        update_conflicts=True,
        unique_fields=["trainee", "row_id"],
        update_fields=["session_id", "item_id", "deleted_at", "buried_at", "row"],
    )


def _tombstone(row: Row, deleted_at: datetime | None) -> Tombstone:
    if isinstance(row, Session):
        session, item = row.pk, None
    else:
        session, item = row.session_id, row.item_id if isinstance(row, Set) else None
    trainee = row.session.trainee_id if isinstance(row, SessionItem) else row.trainee_id
    return Tombstone(
        trainee_id=trainee,
        kind=KINDS[type(row)],
        row_id=row.pk,
        session_id=session,
        item_id=item,
        deleted_at=deleted_at,
        buried_at=timezone.now(),
        row=json.loads(serializers.serialize("json", [row]))[0],
    )


def _raise(tombstones: Iterable[Tombstone]) -> None:
    tombstones = list(tombstones)
    told = serializers.deserialize("python", [tombstone.row for tombstone in tombstones])
    rows = [one.object for one in told]
    _let_go(rows)
    for model in {type(row) for row in rows}:
        of_it = [row for row in rows if type(row) is model]
        model._default_manager.bulk_create(of_it, ignore_conflicts=True)
    Tombstone.objects.filter(pk__in=[tombstone.pk for tombstone in tombstones]).delete()


def _sets_with_an_exercise(tombstones: QuerySet[Tombstone]) -> QuerySet[Tombstone]:
    """Not those of an exercise that somebody took out."""
    items = SessionItem.objects.values("pk")
    return tombstones.filter(kind=Tombstone.Kind.SET, item_id__in=items)


def _let_go(rows: list[Any]) -> None:
    """What a row pointed at may have been deleted since, or be taken by another."""
    pointed = {getattr(row, name) for row in rows for name in EXERCISES if hasattr(row, name)}
    there = set(Exercise.objects.filter(pk__in=pointed - {None}).values_list("pk", flat=True))
    for row in rows:
        for name in EXERCISES:
            if hasattr(row, name) and getattr(row, name) not in there:
                setattr(row, name, None)
        if isinstance(row, Session) and row.planned_id is not None:
            free = PlannedSession.objects.filter(pk=row.planned_id, session=None)
            row.planned_id = row.planned_id if free.exists() else None
        if isinstance(row, Session) and row.logged_by_id is not None:
            author = User.objects.filter(pk=row.logged_by_id)
            row.logged_by_id = row.logged_by_id if author.exists() else None
