"""Wake-ups through the channel layer. The database holds the truth; an event only says "look again".

Events leave from the services, on commit, and may be lost: every listener also looks by itself now and then.
`wake` serves code that runs in threads, `typing` the sockets.
"""

import asyncio
import logging
import threading
from functools import cache
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer
from django.db import transaction

BOARD = "hotline.board"
"""Group of all consoles: the queue, presence, who holds what."""
QUEUE = "hotline.queue"
"""Group of the visitors who wait: places have changed."""

SEND_S = 3
"""How long a committed change waits for the broker before its listeners are left to look by themselves."""

log = logging.getLogger(__name__)


def group_of(conversation_id: UUID | str) -> str:
    """The group in which a conversation's visitor and counsellors listen."""
    return f"hotline.c.{UUID(str(conversation_id)).hex}"


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop in one thread a process: a page's thread has none, and a new one each time costs a new connection."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="hotline-events", daemon=True).start()
    return loop


def _send(groups: tuple[str, ...], event: dict[str, Any]) -> None:
    for group in groups:
        try:
            sending = get_channel_layer().group_send(group, event)
            asyncio.run_coroutine_threadsafe(sending, _loop()).result(SEND_S)
        except Exception as error:  # any fault of the broker: listeners find the rows by themselves
            log.warning("wake-up not sent: %s", type(error).__name__)
            return  # the person who wrote waits for the broker once, not for each group


def _on_commit(groups: tuple[str, ...], event: dict[str, Any]) -> None:
    transaction.on_commit(lambda: _send(groups, event))


def wake(conversation_id: UUID, what: str, **values: Any) -> None:
    """After the commit: tell the conversation's listeners that `what` changed (message, state, read, note, erased)."""
    event = {"type": "conversation.changed", "conversation": str(conversation_id), "what": what, **values}
    _on_commit((group_of(conversation_id),), event)


def wake_board(queue_moved: bool = True) -> None:
    """After the commit: tell the consoles, and where places moved the waiting visitors."""
    groups = (BOARD, QUEUE) if queue_moved else (BOARD,)
    _on_commit(groups, {"type": "board.changed"})


async def typing(conversation_id: UUID, author: str) -> None:
    """Tell the other side that `author` is writing; kept nowhere."""
    event = {"type": "conversation.changed", "conversation": str(conversation_id), "what": "typing", "author": author}
    try:
        await get_channel_layer().group_send(group_of(conversation_id), event)
    except Exception as error:  # see _send
        log.warning("typing not sent: %s", type(error).__name__)
