"""`message`: one message of the hotline (locked, numbered, sealed, announced), against a bare insert of its text."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.db import connection

from bench.result import Result, per_second
from bench.tables import Plain, tables
from hotline.conversations.models import Message
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.states import Author

BODY = "Tôi muốn hỏi về việc đăng ký cho em trai tôi."
A_CONVERSATION = 20  # a visitor may write 30 a minute


def measure(rounds: int = 5, count: int = 60) -> Result:
    """Messages stored a second, one after the other, in a thread of a running event loop as the sockets do it."""
    wanted = (rounds + 1) * count
    keys = [start().conversation.pk for _each in range(wanted // A_CONVERSATION + 1)]
    before = Message.objects.count()

    def compare() -> list[float]:
        try:
            return per_second(
                lambda turn: post_message(keys[(turn + count) // A_CONVERSATION], Author.VISITOR, str(uuid4()), BODY),
                lambda _turn: Plain.objects.create(body=BODY),
                rounds=rounds,
                count=count,
            )
        finally:
            connection.close()  # this thread's own

    with tables():
        ours, bare = asyncio.run(_beside_the_loop(compare))
    assert Message.objects.count() == before + wanted, "a message was lost"
    return Result("message", ours, "messages/s", bare)


async def _beside_the_loop(work: Callable[[], list[float]]) -> list[float]:
    return await sync_to_async(work, thread_sensitive=False)()
