"""What is told to the open pages of a person, while it is news."""

from __future__ import annotations

from typing import Any, Final

from django.core.cache import caches

from accounts.sockets import group_of
from fitapp.lib.realtime import push

NEWS_FOR_S: Final = 60


def tell(person_id: int, kind: str, **content: Any) -> None:
    """Told now, and for a minute remembered for the page that was made before and listens after."""
    caches["shared"].set(_key(person_id), True, NEWS_FOR_S)
    push(group_of(person_id), kind, **content)


def has_news(person_id: int) -> bool:
    return bool(caches["shared"].get(_key(person_id)))


def _key(person_id: int) -> str:
    return f"news:{person_id}"
