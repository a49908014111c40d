from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User
from accounts.visits import note_visit


def activate_zone_of(user: User) -> None:
    """Dates and times are read and written in this person's time zone from here on."""
    timezone.activate(user.profile.zone)


class SessionsMiddleware:
    """Notes when a person was last here, and signs out whose session has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not note_visit(request, at=timezone.now()):
            logout(request)
        return self.get_response(request)


class PersonalMiddleware:
    """Personal pages speak the person's time zone and are kept by no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_known = is_known(request)
        try:
            if request.user.is_authenticated:
                activate_zone_of(request.user)
            response = self.get_response(request)
        finally:
            timezone.deactivate()
        if was_known or is_known(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_known(request: HttpRequest) -> bool:
    """Whether it is known who asks: by a token, by a session, or by a sign-in that has begun."""
    has_begun = not request.session.is_empty()
    return has_begun or request.user.is_authenticated or "Authorization" in request.headers
