"""The hold on who asks too often, at the entrance and at the doors of pages."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from fitapp.lib.api import PROBLEM_JSON, told
from fitapp.lib.limits import (
    AWAY_FOR,
    CannotCount,
    account_named,
    limits_at,
    names_of,
    spend,
)
from fitapp.lib.throttling import NotNow

A_MINUTE: Final = 60
STEPS: Final = ((24 * 3600, "day"), (3600, "hour"), (A_MINUTE, "minute"))


class Turnstile:
    """Lets requests through as often as their limits say.

    Every request counts for "everything" before anything is looked at. A page counts for the limits
    of its door as well; what goes to the API is counted there, once it is known who asks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = None
        if not request.path.startswith(settings.UNLIMITED_PATHS):
            held = self.hold(request, ["everything"])
        return held or self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if hasattr(view, "cls") or request.resolver_match is None:
            return None
        return self.hold(request, limits_at(request.resolver_match.view_name, request))

    def hold(self, request: HttpRequest, limits: Iterable[str]) -> HttpResponse | None:
        names = names_of(request)
        for limit in limits:
            names["account"] = account_named(limit, request, lambda: request.POST)
            try:
                wait = spend(limit, names)
            except CannotCount:
                return not_now(request)
            if wait:
                return too_many(request, wait=wait)
        return None


def too_many(
    request: HttpRequest, exception: Exception | None = None, *, wait: int = A_MINUTE
) -> HttpResponse:
    """429: who asks has to wait, and is told how long."""
    sentence = f"That was too often. Try again in {in_words(wait)}."
    return _answer(request, 429, wait, sentence, {"when": in_words(wait)})


def not_now(request: HttpRequest) -> HttpResponse:
    """503: a door that stays shut while nobody can count who knocks."""
    return _answer(request, 503, AWAY_FOR, NotNow.default_detail, {"when": in_words(AWAY_FOR)})


def _answer(
    request: HttpRequest, code: int, wait: int, sentence: str, context: dict[str, Any]
) -> HttpResponse:
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            told(code, sentence), status=code, content_type=PROBLEM_JSON
        )
    else:
        response = render(request, f"{code}.html", context, status=code)
    response.headers["Retry-After"] = str(wait)
    return response


def in_words(seconds: int) -> str:
    """How long to wait, rounded up: "40 seconds", "3 minutes"."""
    size, unit = next((step for step in STEPS if seconds > step[0]), (1, "second"))
    number = -(-seconds // size)
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
