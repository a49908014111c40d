"""The policy as a document for people."""

from __future__ import annotations

from collections.abc import Iterator

from fitapp.doors import RELATIONS, Door, expected
from fitapp.policy import POLICY, SOCKETS

HEAD = """# Who may enter which door

Written by `manage.py document_access` from `fitapp/policy.py`; a test holds the two together. The
tests in `fitapp/tests/authorisation` knock on every cell: {cells} cells, {doors} ways in, {routes}
routes.

A status is what that person gets: 200 and 302 let in (302 after a form, or to sign in where nobody
has), 401 asks who it is, 403 is seen but not theirs, 404 is hidden, 409 is refused by the rules of
the product. "Her" is the trainee whose data a door is about.

"""


def written() -> str:
    """docs/access.md."""
    ways = sum(map(len, POLICY.values()))
    head = HEAD.format(cells=f"{ways * len(RELATIONS):,}", doors=ways, routes=len(POLICY))
    parts = [legend(), table(), socket_table(), field_table()]
    return head + "\n".join("\n".join([*part, ""]) for part in parts)


def legend() -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    for relation, meaning in RELATIONS.items():
        yield f"| {relation} | {meaning} |"


def rows() -> Iterator[tuple[str, str, Door]]:
    for route, ways in POLICY.items():
        for way, door in ways.items():
            yield route, way, door


def table() -> Iterator[str]:
    yield "## Statuses"
    yield ""
    yield f"| door | way | for | {' | '.join(RELATIONS)} |"
    yield f"|---|---|---|{'---|' * len(RELATIONS)}"
    for route, way, door in rows():
        method = way.split()[0]
        cells = [str(expected(route, method, door, relation)) for relation in RELATIONS]
        yield f"| {route} | {way} | {door.who} | {' | '.join(cells)} |"


def socket_table() -> Iterator[str]:
    yield "## Websockets"
    yield ""
    yield "| socket | for | may say | message | who hears it |"
    yield "|---|---|---|---|---|"
    for name, socket in SOCKETS.items():
        for message, whom in (socket.hears or {"": ()}).items():
            told = "the person whose socket it is" if whom is None else ", ".join(whom)
            said = ", ".join(socket.says)
            yield f"| {name} | {socket.who} | {said} | {message} | {told} |"


def field_table() -> Iterator[str]:
    yield "## Fields of the API"
    yield ""
    yield "| door | way | may be set | is read | opened by a scope |"
    yield "|---|---|---|---|---|"
    for route, way, door in rows():
        if door.reads or door.writes or door.shares:
            shares = ", ".join(f"{name} ({scope})" for name, scope in sorted(door.shares.items()))
            yield f"| {route} | {way} | {listed(door.writes)} | {listed(door.reads)} | {shares} |"


def listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
