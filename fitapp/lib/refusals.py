"""Refusals, written down: who was not let in, where, and from where.

A door is named as in the policy and never by its address, which may hold a secret.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from fitapp.lib.addresses import client_ip

SECURITY: Final = logging.getLogger("fitapp.security")
REFUSED: Final = (401, 403, 429)
HIDDEN: Final = 404


def note(says: str, *, request: HttpRequest | None, **about: Any) -> None:
    """Write what happened, with the person and the address that it came from."""
    if request is not None:
        about = {"person": _person(request), "address": client_ip(request)} | about
    SECURITY.info(says, extra={"about": about})


class RefusalsMiddleware:
    """Notes each answer that says no. What is hidden from somebody known is one as well: whoever
    tries ids gets nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        hidden = response.status_code == HIDDEN and _person(request) is not None
        if response.status_code in REFUSED or hidden:
            match = request.resolver_match
            note(
                "Refused.",
                request=request,
                status=response.status_code,
                method=request.method,
                door=match.view_name if match else None,
            )
        return response


def _person(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None else None
