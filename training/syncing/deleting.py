"""What a device deleted, unless somebody edited it later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from training.logbook import graves
from training.models import Tombstone
from training.models.edits import written
from training.syncing.book import Book
from training.syncing.edits import Conflict, Merged, Outcome


def delete(book: Book, *, kind: str, id: UUID, at: datetime) -> Merged:
    looks: dict[str, Callable[[UUID], Any]] = {
        "session": book.session,
        "item": book.item,
        "set": book.one_set,
    }
    row = looks[kind](id)
    if row is None:
        return _delete_again(book, kind, id, at)
    edited_at = graves.last_edit_of(row)
    if edited_at > written(at):
        kept = Conflict(field="deleted", yours=True, kept=False, edited_at=edited_at)
        return Merged(conflicts=[kept])
    book.bury(row, deleted_at=at)
    return Merged(Outcome.UPDATED)


def _delete_again(book: Book, kind: str, id: UUID, at: datetime) -> Merged:
    """Gone already, alone or with what it hung on, or never there for this person."""
    gone = Tombstone.objects.visible_to(book.trainee).filter(kind=kind, row_id=id).first()
    if gone is None or graves.last_edit_of_gone(gone) > written(at):
        return Merged()
    gone.deleted_at = max(gone.deleted_at or at, at)
    gone.save(update_fields=["deleted_at"])
    return Merged()
