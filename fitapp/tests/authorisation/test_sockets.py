"""Every websocket, opened as everybody: who gets in, who hears what, and what may be said."""

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from accounts import coaching
from fitapp.doors import RELATIONS
from fitapp.policy import SOCKETS
from fitapp.tests.authorisation.world import CANARIES
from sockets import ORIGIN, Socket, done

pytestmark = pytest.mark.django_db
INBOX = reverse("inbox", urlconf="fitapp.routing")
SAID = ("subscribe", "access.changed", "join", "inbox")


def test_every_websocket_is_listed_and_no_other():
    there = {pattern.name for pattern in get_resolver("fitapp.routing").url_patterns}
    assert there == SOCKETS.keys()


def knock(world, relation, *, origin=ORIGIN):
    headers = {"origin": origin}
    if relation in world.cookies:
        headers["cookie"] = f"{settings.SESSION_COOKIE_NAME}={world.cookies[relation]}"
    if relation in world.bearers:
        headers["authorization"] = world.bearers[relation]
    return Socket(INBOX, headers)


async def opened(world, relation):
    socket = knock(world, relation)
    assert await socket.open()
    assert await socket.hears() == {"type": "ready"}
    return socket


@pytest.mark.parametrize("relation", RELATIONS)
async def test_a_socket_opens_for_whom_it_is_meant(world, relation):
    socket = knock(world, relation)
    assert await socket.open()
    if SOCKETS["inbox"].opens_for(relation):
        assert await socket.hears() == {"type": "ready"}
        await socket.leave()
    else:
        assert await socket.is_closed_with() == 4401


@pytest.mark.parametrize("relation", sorted({*RELATIONS} - {"anonymous", "inactive", "expired"}))
async def test_what_is_shared_is_told_to_the_two_and_to_nobody_else(world, relation):
    socket = await opened(world, relation)
    await done(coaching.set_scopes, coaching=world.hers.coaching, scopes=["training", "photos"])
    if relation in SOCKETS["inbox"].hears["access.changed"]:
        told = await socket.hears()
        assert told.pop("type") == "access.changed"
        assert told.keys() == {"trainer", "trainee", "scopes"}
        assert not any(word in str(told) for words in CANARIES.values() for word in words)
    assert await socket.is_open()
    await socket.leave()


@pytest.mark.parametrize("said", SAID)
async def test_whoever_says_what_is_not_listed_is_shown_out(world, said):
    assert said not in SOCKETS["inbox"].says
    socket = await opened(world, "lead")
    await socket.says({"type": said, "trainee": str(world.ana.pk)})
    assert await socket.is_closed_with() == 1008


@pytest.mark.parametrize("relation", ["owner", "lead", "admin"])
async def test_a_page_of_another_site_opens_none(world, relation):
    assert not await knock(world, relation, origin="http://testserver.evil.example").open()
