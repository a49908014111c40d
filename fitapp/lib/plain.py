"""The API, asked over plain http."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from fitapp.lib.api import PROBLEM_JSON, told

REFUSAL: Final = "Ask over https. A token that was sent plainly may have been read: revoke it."


class PlainApiMiddleware:
    """Refuses a program that asks the API of an https site plainly (403). Were it led on, as a
    browser is, it would work, and nobody would notice that it sends its token for all to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_plain and request.path.startswith("/api/v1/"):
            return JsonResponse(told(403, REFUSAL), status=403, content_type=PROBLEM_JSON)
        return self.get_response(request)
