from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.db import models

MICROSECOND: Final = timedelta(microseconds=1)
ALL: Final = "all"  # in place of each thing that has no moment of its own


def written(at: datetime) -> str:
    """A moment as rows keep it: as texts they stand in the order of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def last_of(edited: Mapping[str, Any]) -> str:
    return max((at for at in edited.values() if isinstance(at, str)), default="")


class Edited(models.Model):
    """Keeps when each thing said about a row was last said, on whatever device: of two that
    disagree the later one stands, whichever arrives first."""

    edited = models.JSONField(default=dict, blank=True, editable=False)

    # Columns that only mean something together are one thing: {column: its name}.
    together: ClassVar[Mapping[str, str]] = {}

    class Meta:
        abstract = True

    def say(self, *, at: datetime, **values: Any) -> None:
        """Change these now. What stays as it was has not been edited."""
        for column, value in values.items():
            if getattr(self, column) != value:
                setattr(self, column, value)
                self.stamp(self.together.get(column, column), at=at)

    def hear(self, name: str, values: Mapping[str, Any], *, at: datetime) -> bool:
        """Take what was said elsewhere unless something later is known. Said at the same moment,
        the greater stands, so that everybody comes to the same. False: another value is kept."""
        known = {column: getattr(self, column) for column in values}
        if (written(at), _text(values)) < (self.edited_at(name), _text(known)):
            return values == known
        for column, value in values.items():
            setattr(self, column, value)
        self.stamp(name, at=at)
        return True

    def stamp(self, *names: str, at: datetime) -> None:
        for name in names:
            self.edited[name] = max(written(at), self.edited_at(name))

    def moment_after(self, now: datetime) -> datetime:
        """Now, and after all that was said before: clocks differ, and are put back."""
        last = self.last_edited_at
        return max(now, datetime.fromisoformat(last) + MICROSECOND) if last else now

    def edited_at(self, name: str) -> str:
        """Empty where nobody has said anything since the row was made."""
        moment: str = self.edited.get(name) or self.edited.get(ALL, "")
        return moment

    @property
    def last_edited_at(self) -> str:
        return last_of(self.edited)


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps([_plain(values[column]) for column in sorted(values)])


def _plain(value: Any) -> str | None:
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else str(value)
