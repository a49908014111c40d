"""Where a person is signed in, and ending it.

A session is Django's; a visit is allauth's row about it: device, address, last seen. The session
keeps the moment at which its visit was last noted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import User
from fitapp.lib.addresses import client_ip

NOTED_AT: Final = "visit_noted_at"


def begin_visits(request: HttpRequest, *, at: datetime) -> None:
    """From here on visits of this session are noted. allauth makes the row."""
    request.session[NOTED_AT] = at.timestamp()


def note_visit(request: HttpRequest, *, at: datetime) -> bool:
    """Remember the visit, with one write in a few minutes.

    False where the session has ended: elsewhere, while a cache still knew it, or of old age.
    """
    noted_at = request.session.get(NOTED_AT)
    if noted_at is None or at.timestamp() - noted_at < settings.SESSION_NOTED_EVERY.total_seconds():
        return True
    visits = UserSession.objects.filter(
        user=request.user,
        session_key=request.session.session_key,
        created_at__gt=at - settings.SESSION_LONGEST,
        last_seen_at__gt=at - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    agent = request.headers.get("User-Agent", "")[: UserSession.user_agent.field.max_length]
    noted = visits.update(last_seen_at=at, ip=client_ip(request), user_agent=agent)
    if noted:
        request.session[NOTED_AT] = at.timestamp()
    return bool(noted)


def visits_of(user: User, *, at: datetime) -> QuerySet[UserSession]:
    """Where this person is signed in, the latest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    begun_in_time = at - settings.SESSION_LONGEST
    visits: QuerySet[UserSession] = UserSession.objects.filter(
        Exists(alive), user=user, created_at__gt=begun_in_time
    )
    return visits.order_by("-last_seen_at", "-pk")


def end_sessions(*, user: User, but: str | None = None) -> int:
    """End every session of this person, perhaps but the one with this key. Says how many."""
    visits = UserSession.objects.filter(user=user)
    if but is not None:
        visits = visits.exclude(session_key=but)
    for visit in visits:
        visit.end()
    return len(visits)


def forget_ended(*, at: datetime) -> None:
    """Addresses and devices of sessions that are over are nobody's business."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    UserSession.objects.exclude(Exists(alive)).delete()
    Session.objects.filter(expire_date__lte=at).delete()
