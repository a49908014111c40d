"""The guard at every door: what the policy does not list is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import ResolverMatch

from accounts.access import WrongRole, may_enter
from fitapp.policy import POLICY

View = Callable[..., HttpResponse]


def methods_of(match: ResolverMatch) -> dict[str, str]:
    """{method: who it is for}, as the policy lists them; none for a door it does not know."""
    return {way.split()[0]: door.who for way, door in POLICY.get(match.view_name, {}).items()}


class GuardMiddleware:
    """Refuses a door that is not listed (403) and a method that is not (405), sends who must sign
    in to do so, and keeps out whom the door is not for (403).

    The API tells who somebody is by a token as well, so there the permission of the view, which
    asks the same rule, settles that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        methods = methods_of(request.resolver_match)  # type: ignore[arg-type]  # it was resolved
        if not methods:
            raise PermissionDenied("This door is not in the policy, so nobody may enter.")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in methods:
            return HttpResponseNotAllowed(sorted(methods))
        if request.path.startswith("/api/") or may_enter(request.user, methods[method]):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise WrongRole(methods[method])
