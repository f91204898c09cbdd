"""The life of a message and everything that the stand-in tells the portal, signed and repeated on trouble."""

import asyncio
import json
import logging
import random
from collections.abc import Coroutine
from typing import Any

import httpx

from ..standin.store import Row, Store
from .config import Config
from .knobs import Knobs
from .signature import HEADER, sign

log = logging.getLogger("portal.sms.standin")

STEPS = ("sending", "sent", "delivered")


class Life:
    """Walks messages on, and posts to the portal, in background tasks of the stand-in's event loop."""

    def __init__(self, config: Config, store: Store, knobs: Knobs) -> None:
        self._config, self._store, self._knobs = config, store, knobs
        self._tasks: set[asyncio.Task[Any]] = set()
        self._client = httpx.AsyncClient(timeout=15, trust_env=False)

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do `work` beside the requests, keeping hold of it until it ends."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Drop what is under way; unfinished messages go on after the next start."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def walk(self, row: Row) -> None:
        """From where it is to its end, with a report for each step: once, twice, shuffled or not at all."""
        steps = self._steps(row)
        reported = []
        for status, error in steps:
            await asyncio.sleep(self._knobs.step_delay)
            self._store.set_status(row["sid"], status)
            if self._knobs.reorder_callbacks:
                reported.append((status, error))
            else:
                await self.report(row["sid"], status, error)
        random.shuffle(reported)
        for status, error in reported:
            await self.report(row["sid"], status, error)

    def _steps(self, row: Row) -> list[tuple[str, str]]:
        steps = [(step, "") for step in STEPS]
        if self._knobs.fail_next > 0:
            self._knobs.fail_next -= 1
            steps[-1] = ("undelivered", str(self._knobs.fail_error or "unreachable"))
        elif not self._knobs.receipts:
            steps.pop()
        return steps[STEPS.index(row["status"]) + 1 :] if row["status"] in STEPS else steps

    async def report(self, message_id: str, status: str, error: str = "") -> None:
        """`{"id", "status", "error"}` to the portal's status webhook."""
        if not self._knobs.callbacks:
            return
        for _ in range(2 if self._knobs.duplicate_callbacks else 1):
            await self.post("status", {"id": message_id, "status": status, "error": error})

    async def post(self, door: str, data: dict[str, Any]) -> int:
        """Post until it is answered below 500 or the tries are used up; returns the last status, 0 for no answer."""
        url = f"{self._config.webhook_base.rstrip('/')}/webhooks/sms/http/{door}"
        body = json.dumps(data, ensure_ascii=False).encode()
        status = 0
        for attempt in range(self._knobs.webhook_retries + 1):
            if attempt:
                await asyncio.sleep(self._knobs.webhook_retry_delay * attempt)
            headers = {"Content-Type": "application/json", HEADER: sign(body, self._config.key)}
            try:
                status = (await self._client.post(url, content=body, headers=headers)).status_code
            except httpx.HTTPError:
                status = 0
            if 0 < status < 500:
                break
        if status == 0 or status >= 400:
            log.warning("webhook answered %s", status)
        return status
