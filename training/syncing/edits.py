"""What one device says about one row, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import models

from training.models import Tombstone
from training.models.edits import Edited, written

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


class Outcome(models.TextChoices):
    """What became of an entry."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """The fields somebody changed, each with the moment at which they did."""

    id: UUID
    said: Mapping[str, Any]
    times: Mapping[str, datetime]

    def at(self, *names: str) -> datetime:
        """When the last of these was said."""
        return max((self.times[name] for name in names if name in self.said), default=EARLIEST)

    def says(self, *names: str) -> bool:
        return any(name in self.said for name in names)

    def holds(self, *names: str) -> bool:
        """Whether one of these is given a value, and not taken away."""
        return any(self.said.get(name) is not None for name in names)

    def takes_away(self, name: str) -> bool:
        return name in self.said and self.said[name] is None


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Something else is kept, because it was said later."""

    field: str
    yours: Any
    kept: Any
    edited_at: str

    def as_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "yours": _as_json(self.yours),
            "kept": _as_json(self.kept),
            "edited_at": self.edited_at or None,
        }


@dataclass
class Merged:
    """What became of an edit."""

    status: Outcome = Outcome.UNCHANGED
    conflicts: list[Conflict] = field(default_factory=list)

    def hear(self, row: Edited, edit: Edit, name: str) -> None:
        """Take one field of its own, or keep what was said later."""
        if name not in edit.said:
            return
        value, before = edit.said[name], getattr(row, name)
        if not row.hear(name, {name: value}, at=edit.at(name)):
            self.lose(row, name, yours=value, kept=before)
        elif getattr(row, name) != before:
            self.change()

    def lose(self, row: Edited, name: str, *, yours: Any, kept: Any, register: str = "") -> None:
        at = row.edited_at(register or name)
        self.conflicts.append(Conflict(field=name, yours=yours, kept=kept, edited_at=at))

    def bury(self, tombstone: Tombstone | None) -> Merged:
        """It was deleted later than this was said, here or with what it hung on."""
        if tombstone is not None and tombstone.deleted_at is not None:
            at = written(tombstone.deleted_at)
            self.conflicts = [Conflict(field="deleted", yours=False, kept=True, edited_at=at)]
            self.status = Outcome.UNCHANGED
        return self

    def change(self) -> None:
        if self.status == Outcome.UNCHANGED:
            self.status = Outcome.UPDATED


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value
