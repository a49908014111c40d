"""Handing work to the workers."""

import logging
from datetime import datetime
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue(task: Task, *, at: datetime | None = None, **terms: Any) -> None:
    """Ask for work to be done soon, or at a moment. What there is to do is a row already, so where
    no broker takes the message, the sweep finds the row and asks again."""
    try:
        task.apply_async(kwargs=terms, eta=at)
    except OperationalError:
        logger.warning("No broker takes %s; the sweep will hand it out.", task.name)
