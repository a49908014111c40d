"""Doors and who may enter them. Every view and every API action names one of these."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import AllowAny, BasePermission

from accounts.models import User

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

View = Callable[..., HttpResponse]
Person = User | AnonymousUser
TRAINER: Final = "trainer"
ADMIN: Final = "admin"


class WrongRole(PermissionDenied):
    """A page is for people with another role; the answer says which, and how one comes by it."""

    def __init__(self, role: str) -> None:
        super().__init__(f"This page is for {role}s.")
        self.role = role


def may_enter(person: Person, who: str) -> bool:
    """Whether a door that is for `who` lets this person in: the one rule behind all below."""
    if who == "public":
        return True
    if not person.is_authenticated:
        return False
    if who == "signed in":
        return True
    return person.is_trainer if who == TRAINER else person.is_admin


def public(view: View) -> View:
    """Anyone may enter."""
    return _door(view, "public")


def signed_in(view: View) -> View:
    """Whoever has signed in may enter; others are sent to sign in."""
    return _door(login_required(view), "signed in")


def require_trainer(view: View) -> View:
    """Trainers may enter; a signed-in person who is none gets 403."""
    return _door(_require_role(view, TRAINER), TRAINER)


def require_admin(view: View) -> View:
    """Admins may enter; a signed-in person who is none gets 403."""
    return _door(_require_role(view, ADMIN), ADMIN)


def _require_role(view: View, role: str) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_enter(request.user, role):
            raise WrongRole(role)
        return view(request, *args, **kwargs)

    return login_required(wrapped)


def _door(view: View, who: str) -> View:
    view.door = who  # type: ignore[attr-defined]  # read by test_doors.py
    return view


class Nobody(BasePermission):
    """The default of the API: an endpoint that names no permission lets nobody in."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return False


class Anyone(AllowAny):
    """Reading without an account, named where it is meant."""


class IsSignedIn(BasePermission):
    """A person with a session, or a token whose scope covers the method."""

    who = "signed in"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return may_enter(request.user, self.who)


class IsTrainer(IsSignedIn):
    who = "trainer"
    message = "This is for trainers."


class IsAdmin(IsSignedIn):
    who = "admin"
    message = "This is for admins."
