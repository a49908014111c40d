"""Signing in and out, and what changes how one signs in, written down.

Django and allauth announce these; nothing here decides anything.
"""

from __future__ import annotations

from typing import Any, Final

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import signals as auth
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from accounts.models import User
from fitapp.lib.refusals import note

CHANGES: Final[dict[Signal, str]] = {
    account.user_signed_up: "Signed up.",
    account.password_set: "A first password was set.",
    account.password_changed: "The password was changed.",
    account.password_reset: "A forgotten password was replaced.",
    account.email_added: "An address was added.",
    account.email_removed: "An address was removed.",
    account.email_changed: "The main address was changed.",
}
FACTORS: Final[dict[Signal, str]] = {
    mfa.authenticator_added: "A factor was added.",
    mfa.authenticator_removed: "A factor was removed.",
    mfa.authenticator_reset: "Recovery codes were made anew.",
    mfa.authentication_failed: "A code was wrong.",
}


@receiver(auth.user_logged_in)
def note_sign_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    note("Signed in.", request=request, person=user.pk, by=_ways(request, user))


@receiver(auth.user_logged_out)
def note_sign_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        note("Signed out.", request=request, person=user.pk)


@receiver(auth.user_login_failed)
def note_failure(request: HttpRequest | None = None, **_: Any) -> None:
    """Neither the password nor the address that was tried, which may be a password typed in the
    wrong field."""
    note("A password was wrong.", request=request)


def note_change(signal: Signal, request: HttpRequest, user: User, **_: Any) -> None:
    note(CHANGES[signal], request=request, person=user.pk)


def note_factor(
    signal: Signal, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    note(FACTORS[signal], request=request, person=user.pk, factor=authenticator.type)


@receiver(social.social_account_added)
def note_connection(request: HttpRequest, sociallogin: SocialLogin, **_: Any) -> None:
    told = sociallogin.account
    note("Connected.", request=request, person=told.user_id, provider=told.provider)


@receiver(social.social_account_removed)
def note_disconnection(request: HttpRequest, socialaccount: SocialAccount, **_: Any) -> None:
    about = {"person": socialaccount.user_id, "provider": socialaccount.provider}
    note("Disconnected.", request=request, **about)


for _signal in CHANGES:
    _signal.connect(note_change)
for _signal in FACTORS:
    _signal.connect(note_factor)


def _ways(request: HttpRequest | None, user: User) -> list[str]:
    """What they proved it with: "password", "mfa", "socialaccount"."""
    records = get_authentication_records(request, user) if request is not None else []
    return [record["method"] for record in records]
