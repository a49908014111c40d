"""Knocks on one door as everybody, and says what is wrong with each answer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from fitapp.doors import NOBODY, SAFE, SCOPES, Door, expected
from fitapp.tests.authorisation.requests import ask
from fitapp.tests.authorisation.world import CANARIES, SEEN, SEEN_IN_THE_ADMIN, World

ROOMS = ("accounts", "training", "metrics", "integrations", "social")
QUIET = {"django_session", "django_cache"}  # what being signed in writes by itself
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
KEEPING = {
    "no-store": {"private", "no-store"},
    "revalidated": {"private", "no-cache"},
    "shared": set(),
}
QUIET_COLUMNS = {"accounts.token": {"last_used_at"}}


@dataclass
class Watch:
    """What one request did to the database."""

    queries: int = 0
    wrote: bool = False

    def __call__(self, execute, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            self.queries += 1
        if (match := WRITES.match(sql)) and match[1] not in QUIET:
            self.wrote = True
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def knock_as_everybody(world: World, route: str, way: str, door: Door, relations) -> list[str]:
    """A sentence for each thing that is wrong with this door; an empty list when nothing is."""
    wrong = []
    before = snapshot()
    cache.clear()
    is_safe = way.split()[0] in SAFE
    if is_safe:
        with undone():
            knock(world, route, way, "owner")  # a cache filled by her must not serve others
    for relation in relations:
        with undone():
            if not is_safe:
                cache.clear()
            watch = Watch()
            with connection.execute_wrapper(watch):
                response = knock(world, route, way, relation)
            after = snapshot() if watch.wrote else before
            said = judge(world, route, way, door, relation, response, watch, before, after)
            wrong += [f"{way} {route} as {relation}: {sentence}" for sentence in said]
    return wrong


def knock(world: World, route: str, way: str, relation: str, *, more=None, **kind):
    """The answer to one request; `more` adds to its body, `kind` is for Django's test client."""
    asked = ask(world, route, way, relation)
    if more:
        asked.body = {**asked.body, **more}
    client = Client(raise_request_exception=False, **kind)
    headers = {}
    if relation in world.cookies:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[relation]
    elif relation in world.bearers:
        headers["Authorization"] = world.bearers[relation]
    url = asked.url or reverse(route, kwargs=asked.path)
    return client.generic(way.split()[0], url, headers=headers, **asked.sent())


def judge(world, route, way, door, relation, response, watch, before, after) -> Iterator[str]:
    method = way.split()[0]
    wanted = expected(route, method, door, relation)
    if response.status_code != wanted:
        yield f"answered {response.status_code} instead of {wanted} {words(response)}"
        return
    yield from leaks(route, relation, response)
    yield from fields(door, relation, response)
    yield from looks(door, relation, response, before, after)
    yield from writes(world, relation, response.status_code, before, after)
    if method in SAFE and watch.queries > door.queries:
        yield f"took {watch.queries} queries, more than {door.queries}"
    kept = response.headers.get("Cache-Control", "")
    may_keep = KEEPING[door.cache if wanted == 200 else "no-store"]
    if relation not in (*NOBODY, "expired") and not may_keep <= set(kept.split(", ")):
        yield f"may be kept by a cache: {kept}"


def words(response) -> str:
    if response.streaming:
        return ""
    told = f"({response.headers.get('Location', '')}) " if response.status_code == 302 else ""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return told + re.sub(r"\s+", " ", text)[:300]


def leaks(route, relation, response, *, sent="") -> Iterator[str]:
    """Private words of hers that this relation may not read, in the body or a header."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = unquote(f"{response.headers.items()} {response.cookies} {body.decode(errors='replace')}")
    text = text.replace(unquote(response.request["PATH_INFO"]), "")  # they knew where they knocked
    seen = SEEN.get(relation, ())
    if relation == "admin" and route.startswith("admin:"):
        seen = SEEN_IN_THE_ADMIN
    for group, canaries in CANARIES.items():
        if group in seen:
            continue
        for canary in canaries:
            if canary in text and canary not in sent:
                at = text.index(canary)
                yield f"leaks {group} ({text[max(0, at - 60) : at + 40]!r})"


def fields(door, relation, response) -> Iterator[str]:
    """Fields of an answer of the API that this relation does not read, or misses."""
    told = rows_of(response) if door.reads and response.status_code < 300 else []
    wanted = door.fields_for(relation)
    for row in told[:1]:
        if row.keys() != wanted:
            yield f"reads {sorted(row.keys() ^ wanted)} against the policy"


def looks(door, relation, response, before, after) -> Iterator[str]:
    """Whether the access log tells of what a trainer was shown, and of nothing else."""
    noted = {
        row["scope"]
        for pk, row in after["accounts.look"].items()
        if pk not in before["accounts.look"]
    }
    due = set(door.shares.values()) & set(SCOPES.get(relation, ()))
    if noted != (due if response.status_code < 300 else set()):
        yield f"noted looks at {sorted(noted)} where {sorted(due)} were shown"


def rows_of(response) -> list[dict]:
    told = response.json()
    told = told.get("results", told) if isinstance(told, dict) else told
    return told if isinstance(told, list) else [told]


def writes(world, relation, status, before, after) -> Iterator[str]:
    """What was written although it must not be."""
    changed = {
        (table, pk): (before[table].get(pk), after[table].get(pk))
        for table in after
        for pk in before[table].keys() | after[table].keys()
        if before[table].get(pk) != after[table].get(pk)
    }
    if status >= 400 and changed:
        yield f"was refused, but wrote {sorted(map(str, changed))}"
    if relation not in ("owner", "lead", "second", "admin"):
        for key, (was, is_now) in changed.items():
            if world.ana.pk in owners(was or is_now):
                yield f"changed what is not theirs: {key}"
    if relation != "admin":
        for table in ("accounts.user", "accounts.user_groups"):
            known = {pk: after[table].get(pk, {}) for pk in before[table]}
            if rights(before[table]) != rights(known):
                yield "changed a role"


def owners(row) -> set:
    return {value for name, value in row.items() if name in OWNER_COLUMNS and value is not None}


OWNER_COLUMNS = {"user_id", "owner_id", "trainee_id"}
RIGHTS = ("id", "is_staff", "is_superuser", "is_active", "user_id", "group_id")


def rights(table) -> list:
    return sorted(
        str({name: row[name] for name in RIGHTS if name in row}) for row in table.values()
    )


def tables() -> dict[str, type[models.Model]]:
    found = {
        model._meta.label_lower: model
        for room in ROOMS
        if apps.is_installed(room) or room in apps.app_configs
        for model in apps.get_app_config(room).get_models()
    }
    return {**found, "accounts.user_groups": User.groups.through}


def snapshot() -> dict[str, dict]:
    """Every row of every room, but for the columns that being there changes by itself."""
    return {
        name: {
            row[model._meta.pk.attname]: {
                column: value
                for column, value in row.items()
                if column not in QUIET_COLUMNS.get(name, ())
            }
            for row in model._base_manager.values()
        }
        for name, model in tables().items()
    }
