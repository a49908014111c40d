"""The heartbeat of the worker."""

from datetime import datetime

from celery import shared_task
from django.core.cache import caches
from django.utils import timezone

HEARTBEAT = "worker:heartbeat"


@shared_task
def beat() -> None:
    """Says that a worker takes up tasks. Others read it from the cache they share."""
    caches["shared"].set(HEARTBEAT, timezone.now().isoformat(), timeout=3600)


def last_beat() -> datetime | None:
    beaten = caches["shared"].get(HEARTBEAT)
    return datetime.fromisoformat(beaten) if beaten else None
