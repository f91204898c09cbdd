"""The long poll answers with messages as soon as there are some, and with an empty list when the time is over."""

import asyncio
import json
import time
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator

from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.visitor import longpoll

pytestmark = pytest.mark.django_db(transaction=True)


def poll(secret, query):
    from portal.asgi import application

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/tro-chuyen/tin",
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:8000"), (b"cookie", f"dv_chat={secret}".encode())],
    }
    return ApplicationCommunicator(application, scope)


async def answer(communicator, timeout=10):
    await communicator.send_input({"type": "http.request", "body": b"", "more_body": False})
    start = await communicator.receive_output(timeout=timeout)
    body = await communicator.receive_output(timeout=timeout)
    return start["status"], dict(start["headers"]), json.loads(body["body"])


@pytest.fixture
def listening(monkeypatch):
    """Set once the poll has looked for the second time: it listens then."""
    event, looks, look = asyncio.Event(), [], longpoll.in_database

    async def counted(*arguments):
        found = await look(*arguments)
        looks.append(1)
        if len(looks) == 2:
            event.set()
        return found

    monkeypatch.setattr(longpoll, "in_database", counted)
    return event


async def test_what_is_there_comes_at_once(started, says):
    await sync_to_async(says)(started, "chào")
    status, headers, messages = await answer(poll(started.secret, "after=0&wait=25"))
    assert status == 200
    assert [(message["type"], message["seq"]) for message in messages] == [("message", 1), ("message", 2)]
    assert headers[b"chat-state"] == b"waiting"
    assert headers[b"cache-control"] == b"no-store"


async def test_a_new_message_ends_the_waiting(started, counsellor, listening):
    await sync_to_async(take)(started.conversation.pk, counsellor)
    waiting = asyncio.create_task(answer(poll(started.secret, "after=2&wait=25"), timeout=20))
    await listening.wait()
    began = time.monotonic()
    key = str(uuid4())
    await sync_to_async(post_message)(started.conversation.pk, Author.COUNSELLOR, key, "Chào bạn", sender=counsellor)
    _status, _headers, messages = await waiting
    assert messages[0]["body"] == "Chào bạn"
    assert time.monotonic() - began < 4


async def test_being_taken_ends_the_waiting_with_the_new_state(started, counsellor, listening):
    waiting = asyncio.create_task(answer(poll(started.secret, "after=2&wait=25"), timeout=20))
    await listening.wait()
    await sync_to_async(take)(started.conversation.pk, counsellor)
    _status, headers, _messages = await waiting
    assert headers[b"chat-state"] == b"open"


async def test_nothing_new_is_an_empty_list_when_the_time_is_over(started):
    assert (await answer(poll(started.secret, "after=1&wait=1")))[2] == []


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=1&wait=x", "after=1&wait=nan", "after=1.5", "after=99999999999", "after=²"]
)
async def test_what_is_no_number_is_400(started, query):
    assert (await answer(poll(started.secret, query)))[0] == 400


async def test_half_a_second_is_a_time_to_wait(started):
    status, _headers, messages = await answer(poll(started.secret, "after=1&wait=0.5"))
    assert (status, messages) == (200, [])


async def test_without_a_conversation_401(db):
    assert (await answer(poll("nonsense", "after=0&wait=25")))[0] == 401
