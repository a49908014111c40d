"""Doors: every way into FitApp, and what each answers to whom.

`fitapp/policy.py` lists them as data. The guard (`fitapp/guard.py`) refuses what is not listed and
keeps out whom a door is not for; the tests knock on every door as everybody; docs/access.md is the
same list as a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

RELATIONS: Final = {
    "owner": "the trainee whose data it is",
    "lead": "her lead trainer, with every scope",
    "second": "her second trainer, with the scope training alone",
    "invited": "a trainer whose invitation she has not answered",
    "paused": "a trainer whose coaching is paused",
    "ended": "a trainer whose coaching has ended",
    "trainee": "a trainee who has nothing to do with her",
    "trainer": "a trainer who has nothing to do with her",
    "blocked": "a former trainer whom she has blocked",
    "minor": "a trainee of sixteen who has nothing to do with her",
    "admin": "an admin",
    "anonymous": "nobody who has signed in",
    "inactive": "a trainer of hers whose account is switched off",
    "reader": "a program with a token of hers that may read",
    "expired": "a program with a token of hers that has run out",
}
COACHES: Final = ("lead", "second")
TRAINERS: Final = (*COACHES, "invited", "paused", "ended", "trainer", "blocked")
SCOPES: Final = {  # beside training, which both see
    "lead": ("body", "health", "nutrition", "photos"),
}
NOBODY: Final = ("anonymous", "inactive")
SAFE: Final = ("GET", "HEAD")


@dataclass(frozen=True, kw_only=True)
class Door:
    """What one method of one route answers, and to whom.

    `who` is let in at all: "public", "signed in", "trainer", "admin" or "trainer or admin".
    `answers` are the statuses of those who are. `reads` and `writes` are the fields of an answer
    and of a request. `shares` names the parts of an answer that a scope opens, and the scope: a
    trainer who reads one leaves a row in the access log. `queries` is the most that it may take,
    and `cache` what may be kept of the answer: "no-store", "revalidated" or "shared".
    """

    who: str
    answers: Mapping[str, int]
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    shares: Mapping[str, str] = field(default_factory=dict)
    queries: int = 25
    cache: str = "no-store"

    def fields_for(self, relation: str) -> frozenset[str]:
        """What this relation reads."""
        if relation in ("owner", "reader"):
            return self.reads
        return self.reads - {
            field for field, scope in self.shares.items() if scope not in SCOPES.get(relation, ())
        }

    def lets_in(self, relation: str) -> bool:
        if relation in NOBODY:
            return self.who == "public"
        if self.who in ("public", "signed in"):
            return True
        is_trainer, is_admin = relation in TRAINERS, relation == "admin"
        return ("trainer" in self.who and is_trainer) or ("admin" in self.who and is_admin)


def door(
    who: str,
    owner: int,
    coach: int | None = None,
    other: int | None = None,
    *,
    reads: str = "",
    writes: str = "",
    shares: Mapping[str, str] | None = None,
    queries: int = 25,
    cache: str = "no-store",
    **named: int,
) -> Door:
    """A door that answers `owner` to her, `coach` to her trainers of now and `other` to the rest.

    What is left out is as the one before it; `named` says what single relations get.
    """
    coach = owner if coach is None else coach
    other = coach if other is None else other
    answers = dict.fromkeys(RELATIONS, other) | {"owner": owner} | dict.fromkeys(COACHES, coach)
    answers |= {"reader": owner} | named
    return Door(
        who=who,
        answers=answers,
        reads=frozenset(reads.split()),
        writes=frozenset(writes.split()),
        shares=shares or {},
        queries=queries,
        cache=cache,
    )


@dataclass(frozen=True, kw_only=True)
class Socket:
    """A websocket: who may open it, what may be said there, and who hears what.

    `hears` names each type of message, and the relations that hear it when something of hers, or
    something between her and her lead trainer, changes; `None` for what one is told about oneself.
    """

    who: str
    says: tuple[str, ...] = ()
    hears: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)

    def opens_for(self, relation: str) -> bool:
        return self.who == "signed in" and relation not in (*NOBODY, "expired")


def public(*answers: int, **said: Any) -> Door:
    return door("public", *answers, **said)


def signed_in(*answers: int, **said: Any) -> Door:
    return door("signed in", *answers, **said)


def trainer(*answers: int, **said: Any) -> Door:
    return door("trainer", *answers, **said)


def admin(*answers: int, **said: Any) -> Door:
    return door("admin", *answers, **said)


def trainer_or_admin(*answers: int, **said: Any) -> Door:
    return door("trainer or admin", *answers, **said)


def expected(route: str, method: str, listed: Door, relation: str) -> int:
    """The exact status that `relation` gets."""
    is_api = route.startswith("api:")
    if relation == "expired":
        relation = "anonymous"
        if is_api:
            return 401
    if relation == "reader":
        if not is_api:
            relation = "anonymous"
        elif method not in SAFE or not listed.lets_in("owner"):
            return 403
    if relation in NOBODY and listed.who != "public":
        return 401 if is_api else 302
    if not listed.lets_in(relation):
        return 403
    return listed.answers["anonymous" if relation == "inactive" else relation]
