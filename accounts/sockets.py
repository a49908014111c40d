"""Sockets of a person: opened with a session or a token, and closed when that ends."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from functools import partial
from typing import Any, Final, NoReturn

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings
from django.utils import timezone

from accounts.credentials import Holder, credential_of

NOT_SIGNED_IN: Final = 4401
NOT_UNDERSTOOD: Final = 1008
TRY_LATER: Final = 1013
LONGEST_MESSAGE: Final = 512
PING_EVERY_S: Final = 0.5
MOST_SOCKETS: Final = 50  # of one person in one process

_open: Counter[int] = Counter()


def group_of(person_id: int) -> str:
    """Where everything is told that concerns one person."""
    return f"person.{person_id}"


async def _say(send: Any, message: Any) -> None:
    """To nobody, where the page was closed meanwhile: then that was all."""
    try:
        await send(message)
    except OSError as error:  # what a server raises then, by the specification of ASGI
        raise StopConsumer from error


class PersonalConsumer(AsyncJsonWebsocketConsumer):
    """A socket of one person, open for as long as what it was opened with lets them in.

    That is looked at again when something is known to have ended (`check` is pushed to the group),
    and every `SOCKET_CHECK_S` in case nobody said so.
    """

    holder: Holder
    pinged_at = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.credential = credential_of(scope)
        self.is_known = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as tasks:
                checking = tasks.create_task(self.keep_checking())
                await super().__call__(scope, receive, partial(_say, send))
                checking.cancel()
        except* StopConsumer:
            pass
        finally:
            await self.leave()

    async def connect(self) -> None:
        """Accepts first: a browser is not told why a handshake was refused."""
        await self.accept()
        await self.check()
        if _open[self.holder.person_id] >= MOST_SOCKETS:
            await self.end(TRY_LATER)
        _open[self.holder.person_id] += 1
        self.groups.append(group_of(self.holder.person_id))
        await self.channel_layer.group_add(self.groups[0], self.channel_name)
        await self.check()  # for what ended in between
        self.is_known.set()
        await self.send_json({"type": "ready"})

    def look(self) -> Holder | None:
        """Whom the credential lets in now. Runs in the thread that asks the database."""
        return self.credential.holder(at=timezone.now())

    async def check(self, event: dict[str, Any] | None = None) -> None:
        """Ends the socket where nobody is let in any more."""
        holder = await database_sync_to_async(self.look)()
        if holder is None:
            await self.end(NOT_SIGNED_IN)
        self.holder = holder

    async def keep_checking(self) -> None:
        await self.is_known.wait()
        while True:
            left = self.holder.seconds_left(at=timezone.now())
            await asyncio.sleep(min(settings.SOCKET_CHECK_S, left))
            await self.check()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None or len(text_data) > LONGEST_MESSAGE:
            await self.end(NOT_UNDERSTOOD)
        try:
            content = json.loads(text_data)
        except (ValueError, RecursionError):
            await self.end(NOT_UNDERSTOOD)
        await self.receive_json(content)

    async def receive_json(self, content: Any) -> None:
        """A ping, at a calm pace, is all there is to say."""
        at = asyncio.get_running_loop().time()
        if content != {"type": "ping"} or at - self.pinged_at < PING_EVERY_S:
            await self.end(NOT_UNDERSTOOD)
        self.pinged_at = at
        await self.send_json({"type": "pong"})

    async def end(self, code: int) -> NoReturn:
        await self.close(code)
        raise StopConsumer

    async def leave(self) -> None:
        if self.groups:
            _open.subtract([self.holder.person_id])
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
