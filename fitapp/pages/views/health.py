"""What a load balancer or a monitor asks: is it running, and can it serve."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from secrets import token_hex

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_redis.exceptions import ConnectionInterrupted
from redis.exceptions import RedisError

from accounts.access import public
from fitapp.pages.tasks import last_beat

OLDEST_BEAT = timedelta(seconds=75)
OUTAGES = (DatabaseError, ConnectionInterrupted, RedisError, OSError)


class NotReady(Exception):
    """One thing that is needed does not work; the sentence is public."""


@public
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


@public
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Everything a request may need answers; 503 names what does not."""
    answers = {name: answer(check) for name, check in CHECKS.items()}
    is_ready = all(sentence == "ok" for sentence in answers.values())
    body = {"status": "ready" if is_ready else "not ready", "checks": answers}
    return JsonResponse(body, status=200 if is_ready else 503)


def answer(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as reason:
        return str(reason)
    except OUTAGES:
        return "does not answer"
    return "ok"


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache  # a process never loses a migration it has seen applied, and raising is not remembered
def check_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("there are migrations to apply")


def check_cache() -> None:
    for name in ("default", "shared"):
        key, value = f"health:{token_hex(8)}", token_hex(8)
        caches[name].set(key, value, timeout=10)
        kept = caches[name].get(key)
        caches[name].delete(key)
        if kept != value:
            raise NotReady("does not keep what it is given")


def check_worker() -> None:
    beaten = last_beat()
    if beaten is None:
        raise NotReady("has not been heard of")
    if timezone.now() - beaten > OLDEST_BEAT:
        raise NotReady("has been silent for too long")


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
    "worker": check_worker,
}
