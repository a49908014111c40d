"""Rests that are over and were not given up, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from social.notifications.push import Message
from training import resting
from training.models import RestTimer

OF_USE_FOR: Final = timedelta(minutes=2)  # who trains on has seen it by then


def over(*, trainee_id: int | None, at: datetime) -> Iterator[tuple[int, Message, datetime]]:
    """Whom to tell what, and until when it is of use. Each is handed out once."""
    due = RestTimer.objects.due(at=at, since=at - OF_USE_FOR)
    for timer in due if trainee_id is None else due.filter(trainee_id=trainee_id):
        if timer.claim(at=at) and timer.still_matters():
            yield timer.trainee_id, _message(timer), timer.ends_at + OF_USE_FOR


def _message(timer: RestTimer) -> Message:
    return Message(
        title=resting.title_of(timer),
        body=resting.what_comes(timer),
        tag="rest",
        url=reverse("training:session-log", args=[timer.session_id]),
    )
