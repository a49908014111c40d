"""Socket tests: the websocket application as it is routed, driven without a server.

    async def test_cole_hears_that_less_is_shared(listen, cole, ana):
        socket = await listen(cole)
        await done(coaching.set_scopes, coaching=relation, scopes=["training"])
        assert await socket.hears() == {"type": "access.changed", ...}

A test may be a coroutine. What it does to the database goes through `done`, which runs where the
test's transaction is and announces what happened as a commit would.
"""

import inspect
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client, TestCase

from fitapp.routing import sockets

ORIGIN = "http://testserver"
PATIENCE_S = 5


class Socket(ApplicationCommunicator):
    """A client of one websocket."""

    def __init__(self, path, headers, *, origins=(ORIGIN,)):
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": [(name.encode(), value.encode("latin1")) for name, value in headers.items()],
        }
        super().__init__(sockets(origins), scope)

    async def open(self):
        """Whether the handshake is answered with a socket."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(PATIENCE_S))["type"] == "websocket.accept"

    async def hears(self):
        answer = await self.receive_output(PATIENCE_S)
        assert answer["type"] == "websocket.send", answer
        return json.loads(answer["text"])

    async def is_closed_with(self):
        answer = await self.receive_output(PATIENCE_S)
        assert answer["type"] == "websocket.close", answer
        return answer["code"]

    async def says(self, content):
        await self.writes(text=json.dumps(content))

    async def writes(self, **frame):
        await self.send_input({"type": "websocket.receive", **frame})

    async def is_open(self):
        await self.says({"type": "ping"})
        return await self.hears() == {"type": "pong"}

    async def leave(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(PATIENCE_S)


def run(coroutine, *args, **kwargs):
    """To its end. The connection in use is the test's, with its transaction, and stays open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("channels.db.close_old_connections", lambda: None)
        return async_to_sync(coroutine)(*args, **kwargs)


@sync_to_async
def done(verb, *args, **kwargs):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return verb(*args, **kwargs)


def cookie_of(user):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client, client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def listen():
    """`await listen(ana)` is her open inbox in a browser, `await listen(token=secret)` a program's.

    `socket.client` is the browser's other half, with which she asks for pages.
    """

    async def opened(user=None, *, token=None, path="/ws/inbox/"):
        client, headers = None, {}
        if user is not None:
            client, key = await sync_to_async(cookie_of)(user)
            headers = {"origin": ORIGIN, "cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}
        if token is not None:
            headers = {"authorization": f"Bearer {token}"}
        socket = Socket(path, headers)
        socket.client = client
        assert await socket.open()
        assert await socket.hears() == {"type": "ready"}
        return socket

    return opened


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Runs a coroutine; what it asks of the database is done in the test's own thread."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    run(pyfuncitem.obj, **{name: pyfuncitem.funcargs[name] for name in names})
    return True
