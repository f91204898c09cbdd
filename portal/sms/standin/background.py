"""What every stand-in does beside its requests: work that goes on, webhooks that are repeated on trouble."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import httpx

log = logging.getLogger("portal.sms.standin")


class Patience(Protocol):
    """How often a webhook is repeated, and after how many seconds (times the number of the try)."""

    webhook_retries: int
    webhook_retry_delay: float


class Background:
    """Tasks of the stand-in's event loop; keeps hold of each until it ends."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do `work` beside the requests."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Drop what is under way; unfinished messages go on after the next start."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def post_patiently(post: Callable[[], Awaitable[httpx.Response]], patience: Patience) -> int:
    """Post until it is answered below 500 or the tries are used up; returns the last status, 0 for no answer."""
    status = 0
    for attempt in range(patience.webhook_retries + 1):
        if attempt:
            await asyncio.sleep(patience.webhook_retry_delay * attempt)
        try:
            status = (await post()).status_code
        except httpx.HTTPError:
            status = 0
        if 0 < status < 500:
            break
    if status == 0 or status >= 400:
        log.warning("webhook answered %s", status)
    return status
