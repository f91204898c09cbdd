"""Two real server processes, real sockets: one conversation over both, resumed after a cut, closed with 1012."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from hotline.conversations.models import Message
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from tests.hotline.server import hear_a, running, tell
from tests.hotline.sockets import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("hotline-server")]


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), running() as one:
        yield one


async def test_words_reach_sockets_of_both_processes_in_order(server, started, counsellor):
    key, session = str(started.conversation.pk), await sync_to_async(signed_in)(counsellor)
    async with asyncio.timeout(60), AsyncExitStack() as stack:
        tabs = []
        while len(server.workers()) < 2 or len(tabs) < 6:
            assert len(tabs) < 60, "one process takes all the connections"
            tabs.append(await stack.enter_async_context(server.visitor(started.secret)))
            await tell(tabs[-1], "resume", after=1)
            await hear_a(tabs[-1], "welcome")
        console = await stack.enter_async_context(server.staff(session))
        await tell(console, "take", conversation=key)
        await hear_a(console, "welcome")
        for number in range(10):
            await tell(console, "send", conversation=key, client_id=str(uuid4()), body=f"tin {number}")
        for tab in tabs:
            assert [(await hear_a(tab, "message"))["seq"] for _each in range(11)] == list(range(2, 13))


async def test_after_a_cut_line_nothing_is_missing_and_nothing_doubled(server, started, counsellor):
    await sync_to_async(take)(started.conversation.pk, counsellor)

    def reply(body):
        return post_message(started.conversation.pk, Author.COUNSELLOR, str(uuid4()), body, sender=counsellor)

    key = str(uuid4())
    async with asyncio.timeout(60):
        ws = await server.visitor(started.secret)
        await tell(ws, "resume", after=2)
        await hear_a(ws, "welcome")
        await tell(ws, "send", client_id=key, body="đường truyền sắp đứt")
        ws.transport.abort()
        await sync_to_async(reply)("bạn còn đó không?")
        async with server.visitor(started.secret) as again:
            await tell(again, "resume", after=2)
            await hear_a(again, "welcome")
            await tell(again, "send", client_id=key, body="đường truyền sắp đứt")
            ack = await hear_a(again, "ack")
    rows = [message async for message in Message.objects.filter(conversation=started.conversation)]
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.seq for row in rows if str(row.client_id) == key] == [ack["seq"]]


async def test_what_was_acknowledged_survives_a_killed_process(server, started):
    async with asyncio.timeout(60), server.visitor(started.secret) as ws:
        await tell(ws, "resume", after=1)
        await hear_a(ws, "welcome")
        await tell(ws, "send", client_id=str(uuid4()), body="đừng quên tôi")
        ack = await hear_a(ws, "ack")
        for worker in server.workers():
            os.kill(worker.pid, signal.SIGKILL)
        await _closed(ws)
    stored = await Message.objects.aget(conversation=started.conversation, seq=ack["seq"])
    assert stored.body == "đừng quên tôi"


async def test_a_huge_frame_closes_with_1009_and_a_large_one_is_answered(server, started):
    async with asyncio.timeout(60):
        ws = await _patiently(server, started)
        await ws.send("x" * 10_000)
        assert (await hear_a(ws, "error"))["code"] == "bad_frame"
        await ws.send("x" * 1_100_000)  # above the one MiB of `serve`
        assert (await _closed(ws)).rcvd.code == 1009


async def test_sigterm_closes_every_socket_with_1012(started):
    with running() as server:
        async with asyncio.timeout(60), AsyncExitStack() as stack:
            tabs = [await stack.enter_async_context(server.visitor(started.secret)) for _each in range(4)]
            for tab in tabs:
                await tell(tab, "resume", after=1)
                await hear_a(tab, "welcome")
            server.process.send_signal(signal.SIGTERM)
            codes = [(await _closed(tab)).rcvd.code for tab in tabs]
    assert codes == [1012] * 4


async def _closed(ws):
    """How the server closed; frames before it are let go."""
    try:
        while True:
            await ws.recv()
    except ConnectionClosed as closed:
        return closed


async def _patiently(server, started):
    """A socket, also while a killed process is being replaced."""
    while True:
        try:
            ws = await server.visitor(started.secret)
            await tell(ws, "resume", after=1)
            await hear_a(ws, "welcome")
        except (OSError, ConnectionClosed):
            await asyncio.sleep(0.2)
        else:
            return ws
