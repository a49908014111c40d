"""Where sessions are kept: in the database, with a copy in the cache."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import cached_db

from accounts.events import SessionsEnded


class SessionStore(cached_db.SessionStore):
    """Django's, which says when the session of a person has ended, whoever ended it."""

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        user_id = key and type(self)(key).get(SESSION_KEY)
        super().delete(session_key)
        if user_id:
            SessionsEnded(user_id=int(user_id)).publish()
