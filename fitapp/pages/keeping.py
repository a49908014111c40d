"""What a device keeps for when it has no signal: files of the site, a person's pages, and the
exercises to choose from."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse

from accounts.models import User
from fitapp.pages.choosing import exercises_to_add
from fitapp.pages.modules import own_files
from training.models import PlannedSession, Session
from training.planning import today_of

VENDOR: Final = (
    "vendor/stimulus.js",
    "vendor/archivo/archivo.css",
    "vendor/archivo/files/archivo-latin-standard-normal.woff2",
    "img/ui.svg",
    "img/favicon.svg",
    "img/musclemap.svg",
    "img/app/icon-192.png",
    "img/exercises/undrawn.svg",
    "img/exercises/back-squat.svg",
)
AHEAD: Final = timedelta(days=8)
WORKOUTS: Final = 3  # today's and the two after it


def files() -> list[str]:
    """The static files that every page needs, and those of the log."""
    own = [*own_files("js", ".js"), *own_files("css", ".css")]
    return sorted([*(name for name in own if name != "js/worker.js"), *VENDOR])


def for_no_signal(user: User, *, at: datetime) -> dict[str, Any]:
    return {"pages": _pages(user, at), **exercises_to_add(user, at=at)}


def _pages(user: User, at: datetime) -> list[str]:
    """Today, the calendar, an empty log, the log under way, and those of the next workouts."""
    day = today_of(user, at)
    open_logs = Session.objects.filter(trainee=user).under_way().newest_first()[:1]
    ahead = PlannedSession.objects.ahead_of(user, since=day).filter(date__lte=day + AHEAD)
    return [
        *(reverse(name) for name in ("pages:today", "training:calendar", "training:sessions")),
        reverse("training:free-log"),
        *(reverse("training:session-log", args=[session.pk]) for session in open_logs),
        *(reverse("training:prepared-log", args=[planned.pk]) for planned in ahead[:WORKOUTS]),
    ]
