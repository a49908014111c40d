"""Exercises that nobody has put into a session yet: what the log fills in on a device that cannot
ask. static/js/blank.js knows the ids and the name that stand in them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from training.models import SessionItem, Set
from training.prescribing import load_mode_of
from training.taxonomy import Tracking
from training.worksheet import Entry, Line

ITEM: Final = UUID("00000000-0000-7000-8000-000000000001")
SET: Final = UUID("00000000-0000-7000-8000-000000000002")
NAME: Final = "{name}"


def blanks() -> list[Entry]:
    """One exercise with one set for each way to write down a set."""
    return [_blank(tracking) for tracking in Tracking]


def _blank(tracking: Tracking) -> Entry:
    item = SessionItem(pk=ITEM, name=NAME, tracking=tracking)
    row = Set(pk=SET, item=item, load_mode=load_mode_of(tracking))
    return Entry(item, [Line(row, "1")])
