"""The log of one person, open at the rows that a request speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from training.logbook import graves
from training.models import Exercise, Record, Session, SessionItem, Set, Tombstone
from training.models.edits import written
from training.records import rebuild_records
from training.weeks import rebuild_weeks

Found = TypeVar("Found", bound=graves.Row)


class Book:
    """Rows are read at once and kept; what an edit touches is settled once, at the end."""

    def __init__(self, trainee: User, *, at: datetime) -> None:
        self.trainee, self.at = trainee, at
        self.instead: dict[UUID, UUID] = {}  # a session that had been begun under another id
        self.touched: set[UUID] = set()
        self.days: set[date] = set()
        self.exercise_ids: set[int] = set()
        self.changed: set[UUID] = set()
        self.exercises: dict[str, Exercise] = {}
        self.forget()

    def forget(self) -> None:
        """See the rows as they are now."""
        self._sessions: dict[UUID, Session | None] = {}
        self._items: dict[UUID, SessionItem | None] = {}
        self._sets: dict[UUID, Set | None] = {}
        self._tombstones: dict[UUID, Tombstone | None] = {}
        self.last_places: dict[UUID, int] = {}
        self.item_ids: dict[tuple[UUID, int], UUID] = {}

    def open(self, ids: Collection[UUID], slugs: Collection[str]) -> None:
        """Read all of these with a handful of queries."""
        sets = Set.objects.filter(trainee=self.trainee, pk__in=ids).in_bulk()
        ids = {*ids, *(row.item_id for row in sets.values())}
        items = SessionItem.objects.filter(session__trainee=self.trainee).in_bulk(ids)
        ids |= {row.session_id for row in items.values()}
        sessions = Session.objects.filter(trainee=self.trainee).in_bulk(ids)
        self._sessions = {pk: sessions.get(pk) for pk in ids}
        self._items = {pk: items.get(pk) for pk in ids}
        self._sets = {pk: sets.get(pk) for pk in ids}
        buried = Tombstone.objects.visible_to(self.trainee).filter(row_id__in=ids)
        self._tombstones = {**dict.fromkeys(ids), **{one.row_id: one for one in buried}}
        seen = Exercise.objects.visible_to(self.trainee).filter(slug__in=slugs)
        self.exercises = {exercise.slug: exercise for exercise in seen}

    def session(self, pk: UUID) -> Session | None:
        pk = self.instead.get(pk, pk)
        rows = Session.objects.filter(trainee=self.trainee)
        row = _find(self._sessions, pk, rows)
        if row is not None:
            row.trainee = self.trainee
        return row

    def item(self, pk: UUID) -> SessionItem | None:
        rows = SessionItem.objects.filter(session__trainee=self.trainee)
        row = _find(self._items, pk, rows)
        if row is not None:
            row.session = self.session(row.session_id)
        return row

    def one_set(self, pk: UUID) -> Set | None:
        row = _find(self._sets, pk, Set.objects.filter(trainee=self.trainee))
        if row is not None:
            row.item = self.item(row.item_id)
            row.session = row.item.session
        return row

    def keep(self, row: graves.Row) -> None:
        """A row that has just been made."""
        if isinstance(row, Session):
            self._sessions[row.pk] = row
        elif isinstance(row, SessionItem):
            self._items[row.pk] = row
        else:
            self._sets[row.pk] = row

    def find(
        self, look: Callable[[UUID], Found | None], pk: UUID
    ) -> tuple[Found | None, list[Tombstone]]:
        """The row, if need be out of its grave, and what came out with it."""
        row = look(pk)
        if row is not None:
            return row, []
        dug = self.unearth(pk)
        return (look(pk) if dug else None), dug

    def unearth(self, pk: UUID) -> list[Tombstone]:
        """Bring back what was deleted, and first what it hangs on: an edit may be later."""
        asked = self._tombstone(self.instead.get(pk, pk))
        if asked is None:
            return []
        dug = []
        for above in dict.fromkeys((asked.session_id, asked.item_id, asked.row_id)):
            tombstone = self._tombstone(above) if above else None
            if tombstone is not None and graves.can_be_revived(tombstone):
                graves.revive(tombstone)
                self._tombstones = {}
                if (row := graves.row_of(tombstone)) is not None:
                    self.touch(row, whole=True)
                dug.append(tombstone)
        self.forget()
        return dug

    def bury_again(self, dug: Iterable[Tombstone]) -> Tombstone | None:
        """What was deleted later than anything that is now known of it. Returns the last such."""
        buried = None
        for tombstone in reversed(list(dug)):
            row, at = graves.row_of(tombstone), tombstone.deleted_at
            if row is not None and at is not None and graves.last_edit_of(row) <= written(at):
                self.bury(row, deleted_at=at)
                buried = tombstone
        return buried

    def bury(self, row: graves.Row, *, deleted_at: datetime) -> None:
        self.touch(row, whole=True)
        graves.bury(row, deleted_at=deleted_at)
        self.forget()

    def touch(self, row: graves.Row, *, whole: bool = False) -> None:
        """Its week is settled at the end, and the records of a set; or of all sets of it."""
        session = row if isinstance(row, Session) else row.session
        self.touched.add(session.pk)
        self.days.add(session.day)
        rows: Iterable[Set] = [row] if isinstance(row, Set) else row.sets.done() if whole else ()
        self.exercise_ids |= {one.exercise_id for one in rows if one.exercise_id is not None}

    def close(self) -> dict[UUID, list[Record]]:
        """Settle what was touched. Returns the records that were broken, by set."""
        for session in Session.objects.filter(trainee=self.trainee, pk__in=self.touched):
            graves.sweep(session)
        broken = rebuild_records(
            trainee_id=self.trainee.pk, exercise_ids=self.exercise_ids, changed=self.changed
        )
        rebuild_weeks(trainee_id=self.trainee.pk, weeks=self.days)
        by_set: dict[UUID, list[Record]] = defaultdict(list)
        for record in broken:
            if record.set_id is not None:
                by_set[record.set_id].append(record)
        return by_set

    def _tombstone(self, pk: UUID) -> Tombstone | None:
        if pk not in self._tombstones:
            buried = Tombstone.objects.visible_to(self.trainee).filter(row_id=pk)
            self._tombstones[pk] = buried.first()
        return self._tombstones[pk]


def _find(known: dict[UUID, Any], pk: UUID, rows: QuerySet[Any]) -> Any:
    if pk not in known:
        known[pk] = rows.filter(pk=pk).first()
    return known[pk]
