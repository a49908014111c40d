"""How a request to the API says who it is: a bearer token, or the browser's session."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request

from accounts.middleware import activate_zone_of
from accounts.models import Token, User

KEYWORD: Final = "Bearer"


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <secret>`. A read token may not write."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        keyword, _, secret = request.headers.get("Authorization", "").partition(" ")
        if keyword != KEYWORD or not secret:
            return None
        at = timezone.now()
        token = Token.objects.usable(secret=secret.strip(), at=at)
        if token is None:
            raise exceptions.AuthenticationFailed("This token is not valid, or no longer.")
        if not token.covers(request.method):
            raise exceptions.PermissionDenied("This token may read but not write.")
        token.note_use(at=at)
        activate_zone_of(token.user)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD


class CookieAuthentication(SessionAuthentication):
    """The browser's session, with CSRF. Named as a second way, so a missing sign-in is a 401."""

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD
