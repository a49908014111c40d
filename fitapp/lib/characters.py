"""The one character that no text of ours may hold."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class NoNulMiddleware:
    """A NUL is in no address, cookie or form of ours (400). PostgreSQL keeps none and does not even
    look for one, so whatever asked it to would break."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if holds_nul([request.path, request.GET, request.COOKIES]):
            raise BadRequest("There is an empty character in this request.")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        is_api = hasattr(view, "cls")  # which reads what it was sent itself
        if not is_api and holds_nul(request.POST):
            raise BadRequest("There is an empty character in this form.")


def holds_nul(value: Any) -> bool:
    """Whether there is one anywhere in a text, or in what holds texts."""
    if isinstance(value, str):
        return NUL in value
    if isinstance(value, Mapping):
        lists = getattr(value, "lists", value.items)()
        return any(NUL in str(name) or holds_nul(inner) for name, inner in lists)
    if isinstance(value, list):
        return any(map(holds_nul, value))
    return False
