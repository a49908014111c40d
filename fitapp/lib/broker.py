"""Celery's broker in files, with messages that are there whole or not at all.

Kombu opens a file where the reader looks and then writes into it. A worker that looks in between
takes an empty message, and dies of it.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Readers take the files by name, so the name begins with the moment."""
        name = f"{monotonic_ns():020}_{uuid4()}.{queue}.msg"
        there = Path(self.data_folder_out) / name
        here = there.with_suffix(".part")
        here.write_text(dumps(payload))  # type: ignore[no-untyped-call]
        here.replace(there)


class Transport(filesystem.Transport):
    Channel = Channel
