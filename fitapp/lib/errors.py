"""How the domain says no."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Refused(Exception):
    """Well formed, but the domain says no. The message is written for the person who asked."""


class RefusedMiddleware:
    """Answers a refusal that no view caught with a page that says why (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"reason": exception}, status=409)
        return None
