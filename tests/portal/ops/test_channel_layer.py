"""A broker that is away stops no socket from opening, and what it missed is caught up with."""

import asyncio
import contextlib
import os
import signal
import time

import pytest
import redis

from portal.ops import channel_layer, embedded
from portal.ops.channel_layer import PatientChannelLayer


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(channel_layer, "REST_S", 0.2)


def layer_of(data_dir):
    host = {"address": embedded.valkey_url(data_dir), "socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    return PatientChannelLayer(hosts=[host], prefix="test")


async def arrives(layer, channel):
    """Send to the group until the channel hears it; a lost event is no fault, a deaf channel is."""
    heard = asyncio.create_task(layer.receive(channel))
    end = time.monotonic() + 20
    while not heard.done():
        assert time.monotonic() < end, "the channel stays deaf"
        with contextlib.suppress(redis.RedisError):
            await layer.group_send("g", {"type": "x"})
        await asyncio.wait({heard}, timeout=0.2)
    return heard.result()


async def test_a_socket_that_opens_while_the_broker_is_away_hears_once_it_is_there(tmp_path, soon):
    layer = layer_of(tmp_path)
    channel = await layer.new_channel()
    await layer.group_add("g", channel)
    servers = embedded.Servers(tmp_path, postgres=False, durable=False)
    await asyncio.to_thread(servers.__enter__)
    try:
        assert await arrives(layer, channel) == {"type": "x"}
    finally:
        await layer.flush()
        await asyncio.to_thread(servers.__exit__, None, None, None)


async def test_many_sockets_wait_once_for_a_frozen_broker_and_not_one_after_the_other(tmp_path, soon):
    layer = layer_of(tmp_path)
    servers = embedded.Servers(tmp_path, postgres=False, durable=False)
    await asyncio.to_thread(servers.__enter__)
    pid = int((tmp_path / "valkey.pid").read_text())
    try:
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
        channels = await asyncio.gather(*(layer.new_channel() for _number in range(30)))
        assert time.monotonic() - began < 10
        await asyncio.gather(*(layer.group_add("g", channel) for channel in channels))
        os.kill(pid, signal.SIGCONT)
        assert await arrives(layer, channels[-1]) == {"type": "x"}
    finally:
        os.kill(pid, signal.SIGCONT)
        await layer.flush()
        await asyncio.to_thread(servers.__exit__, None, None, None)


async def test_one_socket_opens_soon_while_the_broker_hangs(tmp_path, soon, monkeypatch):
    monkeypatch.setattr(channel_layer, "PATIENCE_S", 0.1)
    host = {"address": embedded.valkey_url(tmp_path), "socket_timeout": 30, "socket_connect_timeout": 30}
    layer = PatientChannelLayer(hosts=[host], prefix="test")
    servers = embedded.Servers(tmp_path, postgres=False, durable=False)
    await asyncio.to_thread(servers.__enter__)
    pid = int((tmp_path / "valkey.pid").read_text())
    try:
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
        channel = await layer.new_channel()
        for group in ("g", "h", "i"):
            await layer.group_add(group, channel)
        with pytest.raises(redis.ConnectionError, match="is away"):
            await layer.group_send("g", {"type": "x"})
        assert time.monotonic() - began < 10
        os.kill(pid, signal.SIGCONT)
        assert await arrives(layer, channel) == {"type": "x"}
    finally:
        os.kill(pid, signal.SIGCONT)
        await layer.flush()
        await asyncio.to_thread(servers.__exit__, None, None, None)


async def test_after_one_failure_publishers_fail_at_once_until_the_broker_is_back(tmp_path, soon):
    layer = layer_of(tmp_path)
    with pytest.raises((redis.RedisError, OSError)):
        await layer.group_send("g", {"type": "x"})
    with pytest.raises(redis.ConnectionError, match="is away"):
        await layer.group_send("g", {"type": "x"})
    await layer.flush()


async def test_a_channel_let_go_while_the_broker_was_away_is_not_heard_afterwards(tmp_path, soon):
    layer = layer_of(tmp_path)
    channel = await layer.new_channel()
    await layer.group_add("g", channel)
    await layer.group_discard("g", channel)
    servers = embedded.Servers(tmp_path, postgres=False, durable=False)
    await asyncio.to_thread(servers.__enter__)
    try:
        other = await layer.new_channel()
        await layer.group_add("g", other)
        assert await arrives(layer, other) == {"type": "x"}
        assert layer.channels[channel].empty()
    finally:
        await layer.flush()
        await asyncio.to_thread(servers.__exit__, None, None, None)
