"""What a source held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


class NotStarted(SystemExit):
    """Why the process does not start. It ends with this sentence, without a traceback."""


@dataclass(frozen=True)
class Fetched:
    """What a source held, when it was asked, and which version of it that was."""

    source: str
    values: Mapping[str, str] = field(repr=False)
    version: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


def as_text(document: Any, source: str) -> dict[str, str]:
    """{NAME: text} of a JSON document. Raises NotStarted for what is no setting."""
    if not isinstance(document, dict):
        raise NotStarted(f"{source} holds no JSON object of settings.")
    texts = {}
    for name, value in document.items():
        if not isinstance(value, str | int | float):
            raise NotStarted(f"{source}: {name} is no text.")
        texts[str(name).upper()] = str(value).lower() if isinstance(value, bool) else str(value)
    return texts


def required(environ: Mapping[str, str], name: str, kind: str) -> str:
    if not environ.get(name):
        raise NotStarted(f"SECRETS={kind} needs {name}, which is not set.")
    return environ[name]
