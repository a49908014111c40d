"""A session as several devices say it was."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError

from training import logbook
from training.events import SessionFinished
from training.logbook.settling import day_of
from training.models import PlannedSession, Session
from training.models.sessions import SessionFinishesBeforeItStarts
from training.syncing.book import Book
from training.syncing.edits import Edit, Merged, Outcome

SAID: Final = ("name", "started_at", "finished_at", "rpe", "note")


def write_session(book: Book, edit: Edit) -> Merged:
    """Begin a session, or change what is said about it. Raises IdTaken, ValidationError,
    SessionFinishesBeforeItStarts."""
    row, dug = book.find(book.session, edit.id)
    merged = Merged(Outcome.CREATED if row is None else Outcome.UNCHANGED)
    if row is None:
        row = _begin(book, edit)
        if row.pk != edit.id:  # on another device, under another id
            book.instead[edit.id] = row.pk
            merged = Merged()
    book.touch(row)
    _merge(row, edit, merged)
    row.day = day_of(book.trainee, row.started_at)
    row.save(update_fields=[*SAID, "day", "edited"])
    book.touch(row)
    return merged.bury(book.bury_again(dug))


def _merge(row: Session, edit: Edit, merged: Merged) -> None:
    was_over = row.finished_at is not None
    for name in SAID:
        merged.hear(row, edit, name)
    if row.finished_at is None:
        return
    if row.finished_at < row.started_at:
        raise SessionFinishesBeforeItStarts("A session cannot end before it began.")
    if not was_over:
        SessionFinished(
            session_id=row.pk, trainee_id=row.trainee_id, finished_at=row.finished_at
        ).publish()


def _begin(book: Book, edit: Edit) -> Session:
    at = edit.said.get("started_at") or min(edit.at(*edit.said), book.at)
    if edit.said.get("planned") is None:
        name = edit.said.get("name") or "Workout"
        row = logbook.start_free(
            trainee=book.trainee, by=book.trainee, at=at, name=name, id=edit.id
        )
    else:
        planned = PlannedSession.objects.filter(
            trainee=book.trainee, pk=edit.said["planned"]
        ).first()
        if planned is None:
            raise ValidationError({"planned": "There is no such planned session."})
        row = logbook.start_planned(planned=planned, by=book.trainee, at=at, id=edit.id)
        book.forget()
    row.trainee = book.trainee
    book.keep(row)
    return row
