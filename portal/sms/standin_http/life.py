"""The life of a message and everything that the stand-in tells the portal, signed and repeated on trouble."""

import asyncio
import json
import random
from collections.abc import Awaitable
from typing import Any

import httpx

from ..standin.background import Background, post_patiently
from ..standin.store import Row, Store
from .config import Config
from .knobs import Knobs
from .signature import HEADER, sign

STEPS = ("sending", "sent", "delivered")


class Life(Background):
    """Walks messages on, and posts to the portal, in background tasks of the stand-in's event loop."""

    def __init__(self, config: Config, store: Store, knobs: Knobs) -> None:
        super().__init__()
        self._config, self._store, self._knobs = config, store, knobs
        self._client = httpx.AsyncClient(timeout=15, trust_env=False)

    async def stop(self) -> None:
        """Drop what is under way and let the connections go."""
        await super().stop()
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

        def signed() -> Awaitable[httpx.Response]:
            headers = {"Content-Type": "application/json", HEADER: sign(body, self._config.key)}
            return self._client.post(url, content=body, headers=headers)

        return await post_patiently(signed, self._knobs)
