"""A set written into the log: found, or added where the edit says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from fitapp.lib.ids import derived
from training.logbook import TooManySets
from training.logbook.settling import MOST_SETS, NOTHING_DONE, empty_set, hold, settle_set, within
from training.logbook.swapping import arrange, was_swapped
from training.models import Record, SessionItem, Set, Tombstone
from training.models.edits import written
from training.models.sets import DONE
from training.syncing.book import Book
from training.syncing.edits import Edit, Merged, Outcome
from training.syncing.items import add_item, find_exercise, find_session, insert, same_session
from training.syncing.merging import FIGURES, merge_set

SAID: Final = {"kind", "side", "load_mode", "entered_unit", "completed_at", *FIGURES}
WRITTEN: Final = [*NOTHING_DONE, "position", "kind", "side", "edited"]


def write_set(book: Book, edit: Edit) -> Merged:
    """Add a set, or log, correct or take it back. Raises IdTaken, TooManySets,
    ValidationError."""
    row, dug = book.find(book.one_set, edit.id)
    is_new = row is None
    if row is None:
        row, dug = _new_set(book, edit)
    else:
        same_session(book, row, edit)
    merged = merge_set(row, edit, tracking=row.item.tracking)
    if is_new:
        merged.status = Outcome.CREATED
        _mean(row, edit)
        insert(row)
        book.keep(row)
    else:
        row.save(update_fields=WRITTEN)
    book.touch(row)
    book.changed.add(row.pk)
    _do_not_skip(row)
    if was_swapped(row.item):
        book.exercise_ids |= arrange(row.item)
        book.forget()
    return merged.bury(book.bury_again(dug))


@transaction.atomic
def correct_set(row: Set, said: Mapping[str, Any], *, at: datetime) -> list[Record]:
    """What `said` says about a set, now, and the rest as whoever wrote last left it. Returns the
    records it broke. Raises ValidationError naming every wrong figure."""
    hold(row, *[name for name in WRITTEN if name != "edited"])
    now = row.moment_after(timezone.now())
    was_done = row.is_done
    told = {name: said[name] for name in said if name in SAID}
    if not was_done and any(told.get(name) is not None for name in FIGURES):
        told.setdefault("completed_at", at)
    if told.get("completed_at") is not None:
        told["completed_at"] = within(row.session, told["completed_at"])
    edit = Edit(id=row.pk, said=told, times=dict.fromkeys(told, now))
    merge_set(row, edit, tracking=row.item.tracking)
    row.save(update_fields=WRITTEN)
    _do_not_skip(row)
    return settle_set(row, was_done=was_done)


def _new_set(book: Book, edit: Edit) -> tuple[Set, list[Tombstone]]:
    item, dug = _find_item(book, edit)
    if item.pk not in book.last_places:
        last = item.sets.aggregate(last=Max("position"))["last"]
        book.last_places[item.pk] = -1 if last is None else last
    place = book.last_places[item.pk] + 1
    if place >= MOST_SETS:
        raise TooManySets(f"An exercise has up to {MOST_SETS} sets.")
    row = empty_set(item, place)
    row.pk = edit.id
    row.session = item.session
    book.last_places[item.pk] = max(place, edit.said.get("position", place))
    return row, dug


def _mean(row: Set, edit: Edit) -> None:
    """What is meant is said when a set is made, as of a warm-up; of the exercise that was done
    then."""
    row.target_reps_min = row.target_reps_max = edit.said.get("target_reps")
    if edit.says("target_load_kg") and row.item.edited_at("exercise") <= written(
        edit.at("target_load_kg")
    ):
        row.target_load_kg = edit.said["target_load_kg"]


def _find_item(book: Book, edit: Edit) -> tuple[SessionItem, list[Tombstone]]:
    if edit.said.get("item") is None:
        return _item_of_exercise(book, edit)
    item, dug = book.find(book.item, edit.said["item"])
    if item is None:
        raise ValidationError({"item": "There is no such item."})
    same_session(book, item, edit)
    return item, dug


def _item_of_exercise(book: Book, edit: Edit) -> tuple[SessionItem, list[Tombstone]]:
    session, dug = find_session(book, edit)
    if "exercise" not in edit.said:
        raise ValidationError({"exercise": "Name an exercise or an item."})
    exercise = find_exercise(book, edit.said)
    key = (session.pk, exercise.pk)
    if key not in book.item_ids:
        there = session.items.filter(exercise=exercise).order_by("-position", "-pk").first()
        id = derived(session.pk, "exercise", exercise.slug)
        made = there or add_item(book, session, exercise, id=id)
        book.item_ids[key] = made.pk
    item = book.item(book.item_ids[key])
    assert item is not None  # noqa: S101  # read or made in this transaction
    return item, dug


def _do_not_skip(row: Set) -> None:
    """What is done is not left out, unless that was said later."""
    item = row.item
    if row.is_done and item.skipped_at and item.edited_at("skipped_at") < row.edited_at(DONE):
        item.skipped_at = None
        item.save(update_fields=["skipped_at"])
