"""From what happened to the sockets that are open: `push` after commit, from any thread.

A push is a hint and carries nothing that only it knows. It may be lost: Redis may be away, and in
the embedded mode the worker and the scheduler cannot reach the sockets, which live in the memory
of the web process. So a consumer also looks at the truth at an interval of its own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from concurrent.futures import Future
from functools import cache, partial
from typing import Any, Final

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction

logger = logging.getLogger(__name__)
PATIENCE_S: Final = 2.0


class InProcessLayer(InMemoryChannelLayer):
    """Channels' layer in memory, which remembers the event loop that its sockets live on.

    Its queues belong to that loop and are not safe to touch from another thread.
    """

    loop: asyncio.AbstractEventLoop | None = None

    async def new_channel(self, prefix: str = "specific.") -> str:
        self.loop = asyncio.get_running_loop()
        return str(await super().new_channel(prefix))


def push(group: str, kind: str, **content: Any) -> None:
    """Tell every open socket in `group`, once the transaction has committed.

    Consumers hear it as a message of the type `kind`. Nobody waits until it is sent, and where it
    cannot be sent the log says so.
    """
    transaction.on_commit(partial(_send, group, {"type": kind, **content}))


def _send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    loop = layer.loop if isinstance(layer, InProcessLayer) else _sending_loop()
    if loop is None or not loop.is_running():
        return  # no socket was ever opened in this process
    sent = asyncio.run_coroutine_threadsafe(_deliver(layer, group, message), loop)
    sent.add_done_callback(partial(_say_if_lost, group))


async def _deliver(layer: Any, group: str, message: dict[str, Any]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        await layer.group_send(group, message)


def _say_if_lost(group: str, sent: Future[None]) -> None:
    if error := sent.exception():
        logger.warning("%s was not told what happened: %r", group, error)


@cache
def _sending_loop() -> asyncio.AbstractEventLoop:
    """A loop in a thread of this process, so that no request waits for Redis."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="realtime", daemon=True).start()
    return loop


os.register_at_fork(after_in_child=_sending_loop.cache_clear)  # threads do not survive a fork
