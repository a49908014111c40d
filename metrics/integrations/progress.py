"""How far the work on an import is.

Rows are written in one transaction that nobody else can look into, so progress is told beside the
database: through Redis, or a file where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import caches

HOUR: Final = 3600
SILENCE: Final = timedelta(minutes=2)  # without a word for longer, nobody works on it


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    at: datetime | None = None

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


def tell(import_id: UUID, *, done: int, total: int, at: datetime) -> None:
    caches["progress"].set(f"import-{import_id}", (done, total, at), HOUR)


def heard(import_id: UUID) -> Progress:
    """The last word on it; nothing yet is 0 of 0."""
    return Progress(*caches["progress"].get(f"import-{import_id}", (0, 0, None)))


def forget(import_id: UUID) -> None:
    caches["progress"].delete(f"import-{import_id}")
