"""Secrets, and where they come from: the environment, files, HashiCorp Vault or AWS.

`SECRETS` says which. Whatever it is, it is asked once per process, before any setting is read, and
what it holds is read like a variable of the environment; one that is set in the environment as well
is meant, for an emergency. Nothing is written back into the environment, so what a process starts
does not inherit it.

A secret is never printed: what goes wrong is a sentence that names the setting and the source, and
the process ends with it.
"""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from fitapp.secrets import aws, files, vault
from fitapp.secrets.fetched import Fetched, NotStarted
from fitapp.secrets.strength import SHORTEST, weakness_of

SOURCES: Final[dict[str, Callable[[Mapping[str, str]], Fetched]]] = {
    "env": lambda environ: Fetched("the environment", {}),
    "file": files.fetch,
    "vault": vault.fetch,
    "aws": aws.fetch,
}
KNOWN: Final = (
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SEALING_KEYS",
    "VAPID_PRIVATE_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "GOOGLE_CLIENT_SECRET",
    "APPLE_PRIVATE_KEY",
)
MAKE_ONE: Final = (
    "A new one is made by: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
)
MAKE_A_SEALING_KEY: Final = (
    "A new one is made by: python -c 'import base64, os; "
    'print("first:" + base64.b64encode(os.urandom(32)).decode())\''
)

MAKE_A_VAPID_KEY: Final = (
    "A new one is made by: python -c 'import base64, os; "
    'print(base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("="))\''
)

_held: Fetched | None = None
_fetching = Lock()


def fetched() -> Fetched:
    """What the source held when this process first asked, and when that was."""
    with _fetching:
        return _held or _fetch()


def refresh() -> Fetched:
    """Ask the source again. Settings that were read already stay as they are."""
    with _fetching:
        return _fetch()


def _fetch() -> Fetched:
    global _held
    name = os.environ.get("SECRETS", "env")
    if name not in SOURCES:
        raise NotStarted(f"SECRETS is {name!r}. Choose one of: {', '.join(SOURCES)}.")
    _held = SOURCES[name](os.environ)
    return _held


def environment() -> MutableMapping[str, str]:
    """The environment, and below it what the source holds."""
    return ChainMap(os.environ, dict(fetched().values))


def origin_of(name: str) -> str:
    """Where a secret comes from, in words; "" where it is not set."""
    if os.environ.get(name):
        return "the environment"
    return fetched().source if fetched().values.get(name) else ""


def is_production(*, site_url: str, debug: bool) -> bool:
    """Whether others than its developer use this site: over https, or at an address that is not
    this machine. Only DEBUG lets such an address be plain."""
    site = urlsplit(site_url)
    host = site.hostname or ""
    is_near = host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")
    return site.scheme == "https" or not (debug or is_near)


def needed(
    name: str,
    *,
    kept_at: Path,
    make: Callable[[], str],
    in_production: bool,
    how: str = MAKE_ONE,
    shortest: int = SHORTEST,
) -> str:
    """A secret that nothing works without; `how` says how one is made.

    In production it has to be given and be good enough. Elsewhere the one will do that this clone
    makes for itself and keeps, readable by its owner alone.
    """
    value = environment().get(name, "")
    if not in_production:
        return value or _kept(kept_at, make)
    if not value:
        raise NotStarted(
            f"{name} is not set, and this is a production site. Set it in the environment, or "
            f"where SECRETS says. {how}"
        )
    if kept_at.exists() and value == kept_at.read_text():
        raise NotStarted(f"{name} is the one in {kept_at}, which was made for development. {how}")
    refuse_if_weak(name, value, how=how, shortest=shortest)
    return value


def listed(name: str, *, in_production: bool) -> list[str]:
    """Several secrets in one setting, with commas or spaces between them."""
    values = environment().get(name, "").replace(",", " ").split()
    for value in values if in_production else []:
        refuse_if_weak(name, value)
    return values


def refuse_if_weak(name: str, value: str, *, how: str = MAKE_ONE, shortest: int = SHORTEST) -> None:
    """End the process if a secret could be guessed."""
    if weakness := weakness_of(value, shortest=shortest):
        raise NotStarted(f"{name} {weakness}. {how}")


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text()
