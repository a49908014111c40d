"""Whom a request at a door would like to be, for counting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from accounts.models import User

FIELDS: Final = ("login", "email", "username")


def account_named(request: HttpRequest, sent: Any) -> str:
    """The address in the form, or the person whose sign-in still waits for a code."""
    fields = sent if isinstance(sent, Mapping) else {}
    for field in FIELDS:
        if isinstance(name := fields.get(field), str) and name:
            return name
    pending = request.session.get(LOGIN_SESSION_KEY)
    found = pending.get("user_pk") if isinstance(pending, dict) else None
    return _person(found) if found else ""


def account_of(user: User) -> str:
    """What somebody is counted as whose code is awaited, at whatever door it is sent."""
    return _person(user_pk_to_url_str(user))


def _person(pk: str) -> str:
    return f"person {pk}"
