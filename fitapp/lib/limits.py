"""Rate limits: counting, and which door stands under which. django-ratelimit is used here alone.

The tables are settings: LIMITS, LIMITED_DOORS, SHUT_WITHOUT_COUNTING (see `fitapp/rates.py`).
Pages are held to them by `turnstile`, the API by `throttling`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django_ratelimit.core import get_usage

from fitapp.lib.addresses import client_ip, neighbourhood

RATE: Final = re.compile(
    r"(?P<times>\d+)/(?P<count>\d*)(?P<unit>[smhd]) "
    r"(?P<per>address|user|token|account at address|account)"
)
SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
AWAY_FOR: Final = 30  # seconds after which it is worth trying again when nothing can be counted

Table = tuple[tuple[str, str, tuple[str, ...]], ...]
Names = Mapping[str, str]


class CannotCount(Exception):
    """The cache does not answer, and this door stays shut while nobody counts."""


@dataclass(frozen=True)
class Rate:
    """So many times in so many seconds, counted for each of something."""

    times: int
    seconds: int
    per: str


@lru_cache
def rates_of(written: str) -> tuple[Rate, ...]:
    """Read "10/15m account, 60/h account". Nothing written is no limit. Raises ValueError."""
    return tuple(_read(rate.strip()) for rate in written.split(",") if rate.strip())


def _read(rate: str) -> Rate:
    found = RATE.fullmatch(rate)
    if found is None:
        raise ValueError(f"“{rate}” is not a rate such as “10/15m user”.")
    seconds = int(found["count"] or 1) * SECONDS[found["unit"]]
    if not seconds:
        raise ValueError(f"“{rate}” counts in no time at all.")
    return Rate(int(found["times"]), seconds, found["per"])


def spend(limit: str, names: Names) -> int:
    """Count one use of `limit` and say how many seconds to wait: 0 while within every rate.

    `names` says who asks: {"address": …, "user": …, "token": …, "account": …}; what is not named is
    not counted. The first rate that is used up ends the counting, so knocking on does not use up
    the next. Raises CannotCount where the door must stay shut.
    """
    for rate in rates_of(settings.LIMITS.get(limit, "")):
        if (name := _name_for(rate.per, names)) and (wait := _count(limit, rate, name)):
            return wait
    return 0


def _name_for(per: str, names: Names) -> str:
    wanted = [names.get(part, "") for part in per.split(" at ")]
    return " at ".join(wanted) if all(wanted) else ""


def _count(limit: str, rate: Rate, name: str) -> int:
    usage = get_usage(
        None,
        group=f"{limit} by {rate.per} ",
        key=lambda *_: name,
        rate=(rate.times, rate.seconds),
        increment=True,
    )
    if usage is None:
        return 0
    if not usage["count"]:  # one was added, so none means that nothing was kept
        if limit in settings.SHUT_WITHOUT_COUNTING:
            raise CannotCount(limit)
        return 0
    if not usage["should_limit"]:
        return 0
    return max(1, int(usage["time_left"]) + 1)  # the window still holds in its last second


def limits_at(door: str, request: HttpRequest) -> Iterator[str]:
    """The limits that a request to the URL of this name counts for."""
    for limit, asked in _doors(settings.LIMITED_DOORS).get((door, request.method or ""), ()):
        if not asked or request.GET.get(asked):
            yield limit


@lru_cache(maxsize=4)
def _doors(table: Table) -> dict[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for limit, methods, names in table:
        verbs, _, asked = methods.partition("?")
        for name in names:
            for verb in verbs.split():
                found.setdefault((name, verb), []).append((limit, asked))
    return found


def names_of(request: HttpRequest) -> dict[str, str]:
    """Who asks: the address, and the person where there is a session."""
    user = request.user
    return {
        "address": neighbourhood(client_ip(request)),
        "user": str(user.pk) if user.is_authenticated else "",
    }


def account_named(limit: str, request: HttpRequest, sent: Callable[[], Any]) -> str:
    """The account that somebody would like to be, where the limit counts by it.

    Which field names it is no matter of the library: LIMITED_ACCOUNT is the function that knows.
    """
    if not any("account" in rate.per for rate in rates_of(settings.LIMITS.get(limit, ""))):
        return ""
    name = import_string(settings.LIMITED_ACCOUNT)(request, sent())
    # Every way to write an address that a database takes for the same counts as the same.
    return unicodedata.normalize("NFKC", name).strip().upper().casefold()
