"""What may be heard over a socket. The messages are described in docs/integrations.md."""

import asyncio

from channels.db import database_sync_to_async

from accounts.coaching import shared_around
from accounts.inbox import has_news
from accounts.sockets import PersonalConsumer


class InboxConsumer(PersonalConsumer):
    """What has changed for one person; for now, who may see what of whom."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shared = self.seen = None
        self.turn = asyncio.Lock()

    async def connect(self):
        await super().connect()
        if await database_sync_to_async(has_news)(self.holder.person_id):
            await self.send_json({"type": "ask.again"})

    def look(self):
        holder = super().look()
        self.seen = holder and shared_around(holder.person_id)
        return holder

    async def check(self, event=None):
        """Says what changed without having been told, so that no message is needed to be safe."""
        async with self.turn:
            await super().check()
            before = self.seen if self.shared is None else self.shared
            self.shared = self.seen
            for pair in sorted(before.keys() | self.shared.keys()):
                if before.get(pair, []) != self.shared.get(pair, []):
                    await self.tell(pair)

    async def access_changed(self, event):
        async with self.turn:  # or an older look at the database would come after it
            pair = (event["trainer"], event["trainee"])
            self.shared[pair] = event["scopes"]
            await self.tell(pair)

    async def tell(self, pair):
        trainer_id, trainee_id = map(str, pair)
        scopes = self.shared.get(pair, [])
        message = {"trainer": trainer_id, "trainee": trainee_id, "scopes": scopes}
        await self.send_json({"type": "access.changed", **message})
