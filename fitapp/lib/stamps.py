"""Stamps: each changes whenever what it stands for has changed, and every process sees that.

What is kept with the stamp of its time is not stale: once the stamp is another one, nobody takes
it for what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar
from uuid import uuid4

from django.core.cache import cache, caches
from django.db import transaction

FOR_S: Final = 30 * 24 * 3600
Value = TypeVar("Value")


def stamp(name: str) -> str | None:
    """What `name` is stamped with now; None while nobody can say, because the cache is away."""
    kept = caches["stamps"]
    now = kept.get(_key(name))
    if now is None:
        kept.add(_key(name), uuid4().hex, FOR_S)
        now = kept.get(_key(name))
    return now


def renew(*names: str) -> None:
    """Say that these changed. Inside a transaction it counts at once and after commit: whoever
    read in between what was not committed yet, reads again."""
    _stamp_anew(names)
    transaction.on_commit(lambda: _stamp_anew(names))


def keep(key: str, make: Callable[[], Value], *, under: str | None, seconds: int) -> Value:
    """What is in the cache with this stamp, else what `make` makes, kept in its place."""
    kept: tuple[str, Value] | None = cache.get(key)
    if kept is not None and kept[0] == under:
        return kept[1]
    made = make()
    if under is not None:
        cache.set(key, (under, made), seconds)
    return made


def _stamp_anew(names: tuple[str, ...]) -> None:
    caches["stamps"].set_many({_key(name): uuid4().hex for name in names}, FOR_S)


def _key(name: str) -> str:
    return f"stamp:{name}"
