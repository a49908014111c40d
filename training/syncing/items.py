"""An exercise of a session as several devices say it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from fitapp.lib.ids import IdTaken
from training.logbook.items import item_at_the_end
from training.logbook.swapping import arrange, choose, was_swapped
from training.models import Exercise, Session, SessionItem, Set, Tombstone
from training.models.edits import written
from training.models.sets import DONE
from training.syncing.book import Book
from training.syncing.edits import Edit, Merged, Outcome


def write_item(book: Book, edit: Edit) -> Merged:
    """Add an exercise to a session, or change, swap, move or skip it. Raises IdTaken,
    ValidationError."""
    row, dug = book.find(book.item, edit.id)
    merged = Merged(Outcome.CREATED if row is None else Outcome.UNCHANGED)
    if row is None:
        session, dug = find_session(book, edit)
        row = add_item(book, session, find_exercise(book, edit.said), id=edit.id)
    else:
        same_session(book, row, edit)
    for name in ("position", "note"):
        merged.hear(row, edit, name)
    _hear_skip(row, edit, merged)
    if "exercise" in edit.said:
        _hear_exercise(row, edit, merged, find_exercise(book, edit.said))
    row.save()
    book.touch(row)
    if was_swapped(row):
        book.exercise_ids |= arrange(row)
        book.forget()
    return merged.bury(book.bury_again(dug))


def add_item(book: Book, session: Session, exercise: Exercise, *, id: UUID) -> SessionItem:
    row = item_at_the_end(session, exercise, id=id)
    insert(row)
    book.keep(row)
    return row


def insert(row: SessionItem | Set) -> None:
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        raise IdTaken from error


def find_session(book: Book, edit: Edit) -> tuple[Session, list[Tombstone]]:
    if edit.said.get("session") is None:
        raise ValidationError({"session": "Say of which session."})
    session, dug = book.find(book.session, edit.said["session"])
    if session is None:
        raise ValidationError({"session": "There is no such session."})
    return session, dug


def same_session(book: Book, row: SessionItem | Set, edit: Edit) -> None:
    said = edit.said.get("session")
    if said is not None and book.instead.get(said, said) != row.session_id:
        raise ValidationError({"session": "It belongs to another session."})


def find_exercise(book: Book, said: Mapping[str, Any]) -> Exercise:
    exercise = book.exercises.get(said.get("exercise", ""))
    if exercise is None:
        raise ValidationError({"exercise": "There is no such exercise."})
    return exercise


def _hear_exercise(row: SessionItem, edit: Edit, merged: Merged, exercise: Exercise) -> None:
    before = row.exercise_id
    if not choose(row, exercise, at=edit.at("exercise")):
        kept = row.exercise.slug if row.exercise else None
        merged.lose(row, "exercise", yours=exercise.slug, kept=kept)
    elif row.exercise_id != before:
        merged.change()


def _hear_skip(row: SessionItem, edit: Edit, merged: Merged) -> None:
    """Left out, unless a set of it was done after that was said."""
    merged.hear(row, edit, "skipped_at")
    if not edit.holds("skipped_at"):
        return
    since = [done.edited_at(DONE) for done in row.sets.done()]
    if max(since, default="") > written(edit.at("skipped_at")):
        row.skipped_at = None
