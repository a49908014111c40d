"""Rate limits. django-ratelimit is used here and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage
from django_ratelimit.exceptions import Ratelimited

Key = str | Callable[[str, HttpRequest], str]


def client_ip(request: HttpRequest) -> str:
    """Who asks: the address before our own proxies, and never what the client wrote itself."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(forwarded) >= proxies and forwarded[-proxies].strip():
        return forwarded[-proxies].strip()
    return str(request.META["REMOTE_ADDR"])


def limited(request: HttpRequest, *, group: str, key: Key, rate: str) -> int:
    """Count one use of `group` and say how many seconds to wait: 0 while within `rate`.

    `key` is django-ratelimit's: "ip", "user", "post:field", or a function that says what to count
    by. `rate` reads "5/m" or "20/h".
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
