"""Rate limits. django-ratelimit is used here and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage
from django_ratelimit.exceptions import Ratelimited


def limited(request: HttpRequest, *, group: str, key: str, rate: str) -> int:
    """Count one use of `group` and say how many seconds to wait: 0 while within `rate`.

    `key` is django-ratelimit's: "ip", "user", or "post:field". `rate` reads "5/m" or "20/h".
    """
    usage = get_usage(request, group=group, key=key, rate=rate, increment=True)
    if usage is None or not usage["should_limit"]:
        return 0
    return max(1, int(usage["time_left"]))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a person who has to wait."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "60"
    return response


def limit_page(
    *, group: str, key: str, rate: str
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorate a view: posts past the rate are answered 429."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and limited(request, group=group, key=key, rate=rate):
                return too_many(request, Ratelimited())
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
