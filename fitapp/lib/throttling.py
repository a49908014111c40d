"""The API's hold on who asks too often. The default of every API view."""

from typing import Any

from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from fitapp.lib.limits import (
    AWAY_FOR,
    CannotCount,
    account_named,
    limits_at,
    names_of,
    spend,
)


class NotNow(exceptions.APIException):
    """A door that stays shut for a while, through nobody's fault."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "This is closed for a moment. Nothing is wrong with what you sent."
    wait = AWAY_FOR


class DoorThrottle(BaseThrottle):
    """Counts a request for the limits of its door, by the person, the token and the address."""

    def __init__(self) -> None:
        self._wait = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            self._wait = self._spend(request)
        except CannotCount as reason:
            raise NotNow from reason
        return not self._wait

    def wait(self) -> int:
        return self._wait

    def _spend(self, request: Request) -> int:
        names = names_of(request)
        token = getattr(request.auth, "pk", None)
        if token is not None:
            # The turnstile before us has counted the address; whose token it is we know only now.
            theirs = {"user": names["user"], "token": str(token)}
            names |= theirs
            if wait := spend("everything", theirs):
                return wait
        match = request.resolver_match
        for limit in limits_at(match.view_name, request) if match else ():
            names["account"] = account_named(limit, request, lambda: request.data)
            if wait := spend(limit, names):
                return wait
        return 0
