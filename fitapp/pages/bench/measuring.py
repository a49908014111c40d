"""What one door costs: queries, time on the wall, time of the processor, bytes."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any, Final

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

BIGGEST_PAGE: Final = 300_000


@dataclass(frozen=True)
class Door:
    """Something that is asked for again and again, and what it may cost at most."""

    name: str
    knock: Callable[[], HttpResponse]
    queries: int | None = None
    cpu_ms: float | None = None
    size: int = BIGGEST_PAGE


@dataclass(frozen=True)
class Cost:
    door: str
    queries: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    size: int
    gzipped: int
    broken: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return (
            f"{self.door:<26}{self.queries:>8}{self.p50_ms:>9.1f}{self.p95_ms:>9.1f}"
            f"{self.cpu_ms:>9.1f}{self.size:>9}{self.gzipped:>9}  {'; '.join(self.broken)}"
        )

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self)


HEADING: Final = (
    f"{'door':<26}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'bytes':>9}{'gzip':>9}"
)


class DoorIsShut(Exception):
    pass


def measure(door: Door, *, times: int) -> Cost:
    """Knock once to warm up, once to count queries, then `times` to see how long it takes."""
    _knock(door)
    with CaptureQueriesContext(connection) as asked:
        answer = _knock(door)
    queries = len(asked)  # the next request forgets them
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        _knock(door)
        cpus.append(1000 * (time.process_time() - cpu))
        walls.append(1000 * (time.perf_counter() - wall))
    found = {
        "queries": queries,
        "cpu_ms": median(cpus),
        "size": len(answer.content),
    }
    return Cost(
        door=door.name,
        p50_ms=median(walls),
        p95_ms=quantiles(walls, n=20)[-1],
        gzipped=len(gzip.compress(answer.content, 6)),
        broken=tuple(_broken(door, found)),
        **found,
    )


def _knock(door: Door) -> HttpResponse:
    answer = door.knock()
    if answer.status_code >= 300:
        raise DoorIsShut(f"{door.name} answers {answer.status_code}.")
    return answer


def _broken(door: Door, found: dict[str, Any]) -> list[str]:
    return [
        f"{name} {found[name]:.4g} > {most}"
        for name in ("queries", "cpu_ms", "size")
        if (most := getattr(door, name)) is not None and found[name] > most
    ]
