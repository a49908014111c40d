"""`push`, from threads of requests and tasks to the loop on which sockets live."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from channels.layers import get_channel_layer

from fitapp.lib import realtime
from fitapp.lib.realtime import push

IN_MEMORY = {"default": {"BACKEND": "fitapp.lib.realtime.InProcessLayer"}}
NOWHERE = {"address": "redis://127.0.0.1:1/0", "socket_connect_timeout": 1}
DEAD = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [NOWHERE]},
    }
}


@pytest.fixture
def no_transaction(monkeypatch):
    """There is no database here, and so nothing to wait for."""
    monkeypatch.setattr("fitapp.lib.realtime.transaction.on_commit", lambda send: send())


async def opened(group):
    """The channel of a consumer that has joined."""
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(group, channel)
    return layer, channel


async def test_it_reaches_sockets_from_other_threads_at_once_and_in_order(no_transaction):
    layer, channel = await opened("bar.1")
    with ThreadPoolExecutor(1) as request:
        began = time.monotonic()
        for kg in range(20):
            request.submit(push, "bar.1", "bar.loaded", kg=kg)
        heard = [(await asyncio.wait_for(layer.receive(channel), 5))["kg"] for _ in range(20)]
    assert heard == list(range(20))
    assert time.monotonic() - began < 2


async def test_other_groups_hear_nothing(no_transaction):
    layer, channel = await opened("bar.1")
    push("bar.2", "bar.loaded", kg=100)
    push("bar.1", "bar.loaded", kg=60)
    assert await asyncio.wait_for(layer.receive(channel), 5) == {"type": "bar.loaded", "kg": 60}


def test_where_no_socket_was_opened_there_is_nobody_to_tell(no_transaction, settings):
    settings.CHANNEL_LAYERS = IN_MEMORY
    push("bar.1", "bar.loaded", kg=100)


def test_a_server_that_has_stopped_is_told_nothing(no_transaction, settings):
    settings.CHANNEL_LAYERS = IN_MEMORY
    asyncio.run(opened("bar.1"))
    push("bar.1", "bar.loaded", kg=100)


def test_nobody_waits_for_a_redis_that_is_away_and_the_log_says_so(
    no_transaction, settings, caplog, monkeypatch
):
    settings.CHANNEL_LAYERS = DEAD
    lost = []
    kept = realtime._say_if_lost
    monkeypatch.setattr(realtime, "_say_if_lost", lambda *told: lost.append(kept(*told)))
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        push("bar.1", "bar.loaded", kg=100)
        assert time.monotonic() - began < 0.2
        while not lost:
            assert time.monotonic() - began < 10
    assert "bar.1 was not told what happened" in caplog.text


async def test_a_message_too_many_for_a_slow_socket_harms_nobody_else(no_transaction, settings):
    settings.CHANNEL_LAYERS = IN_MEMORY
    layer, _slow = await opened("bar.1")
    for kg in range(layer.capacity + 10):
        push("bar.1", "bar.loaded", kg=kg)
    _, quick = await opened("bar.2")
    push("bar.2", "bar.loaded", kg=1)
    assert (await asyncio.wait_for(layer.receive(quick), 5))["kg"] == 1
