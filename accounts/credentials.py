"""With what a socket is opened: the session of a browser, or a bearer token.

Both are asked again while the socket is open, and say each time whom they let in now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from math import inf
from typing import Any, Protocol

from django.conf import settings
from django.contrib import auth
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare

from accounts.authentication import KEYWORD
from accounts.models import Token, User


@dataclass(frozen=True)
class Holder:
    """Whom a credential lets in, and until when where that is known."""

    person_id: int
    until: datetime | None = None

    def seconds_left(self, *, at: datetime) -> float:
        return max(0.0, (self.until - at).total_seconds()) if self.until else inf


class Credential(Protocol):
    def holder(self, *, at: datetime) -> Holder | None: ...


@dataclass(frozen=True)
class SessionCredential:
    """The session of a browser: it lets in whom the next page would, and changes nothing."""

    key: str

    def holder(self, *, at: datetime) -> Holder | None:
        if not self.key:
            return None
        session = import_module(settings.SESSION_ENGINE).SessionStore(self.key)
        path = session.get(auth.BACKEND_SESSION_KEY)
        if path not in settings.AUTHENTICATION_BACKENDS:
            return None
        person = auth.load_backend(path).get_user(session[auth.SESSION_KEY])
        if person is None or not _was_made_with(person, session.get(auth.HASH_SESSION_KEY, "")):
            return None
        return Holder(person.pk)


def _was_made_with(person: User, proof: str) -> bool:
    """Whether the password is the one of the time when the session was made."""
    proofs = (person.get_session_auth_hash(), *person.get_session_auth_fallback_hash())
    return any(constant_time_compare(proof, known) for known in proofs)


@dataclass(frozen=True)
class TokenCredential:
    """A bearer token. One that may only read is enough to listen."""

    secret: str

    def holder(self, *, at: datetime) -> Holder | None:
        token = Token.objects.usable(secret=self.secret, at=at)
        if token is None:
            return None
        token.note_use(at=at)
        return Holder(token.user_id, token.expires_at)


def credential_of(scope: Mapping[str, Any]) -> Credential:
    """What a handshake brings. Beside a token the cookie counts for nothing."""
    headers = {name: value.decode("latin1") for name, value in scope["headers"]}
    if b"authorization" in headers:
        keyword, _, secret = headers[b"authorization"].partition(" ")
        return TokenCredential(secret.strip() if keyword == KEYWORD else "")
    cookies = parse_cookie(headers.get(b"cookie", ""))
    return SessionCredential(cookies.get(settings.SESSION_COOKIE_NAME, ""))
