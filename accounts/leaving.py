"""What stays in a browser whose person has left it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class LeavingMiddleware:
    """Whoever signs out or deletes the account leaves nothing in the browser that scripts kept:
    sets that wait for a signal, drafts of programs. The next to use it may be somebody else. Where
    a session ends by itself they stay, for its person comes back.

    Browsers do so where the site has https.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
