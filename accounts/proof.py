"""Proving again that it is you, before what a borrowed session must not do.

Any factor of the person counts: password, code, passkey. Who has none here, because somebody else
signs them in, signs in there again.
"""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account import app_settings
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

if TYPE_CHECKING:
    from accounts.access import View


def proved(view: View) -> View:
    """Whoever proved in the last minutes that it is them may enter; others are asked, and then
    what they sent is taken up."""
    guarded: View = reauthentication_required(view)
    return guarded


def proved_first(view: View) -> View:
    """The same, before the form is shown. What is sent without proof is dropped and kept nowhere:
    a new password, or a yes that was meant for another day."""
    guarded = proved(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET" and request.user.is_authenticated and not has_proved(request):
            return redirect(request.path)
        return guarded(request, *args, **kwargs)

    return wrapped


def has_proved(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    if get_reauthentication_flows(request.user):
        return bool(did_recently_reauthenticate(request))
    return _signed_in_lately(request)


def only_others_can_prove(request: HttpRequest) -> bool:
    """Whether this person has no factor here and has not signed in just now either. allauth would
    let them pass."""
    if not request.user.is_authenticated or get_reauthentication_flows(request.user):
        return False
    return not _signed_in_lately(request)


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    age = time.time() - max((record["at"] for record in records), default=0)
    return age < float(app_settings.REAUTHENTICATION_TIMEOUT)
