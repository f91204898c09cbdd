"""The life of an outbound message: queued, sending, sent, delivered or undelivered, each with its status callback."""

import asyncio
import random
from typing import Any

from . import magic
from .background import Background
from .config import Config
from .errors import DELIVERY_ERRORS
from .knobs import Knobs
from .resource import API_VERSION
from .store import Row, Store
from .webhooks import Caller

FULL_LIFE = ("sending", "sent", "delivered")


def _out_of_order(steps: list[Any]) -> list[Any]:
    shuffled = random.sample(steps, len(steps))
    return steps[::-1] if shuffled == steps else shuffled


class Life(Background):
    """Walks messages on in background tasks of the stand-in's event loop."""

    def __init__(self, config: Config, store: Store, knobs: Knobs, caller: Caller) -> None:
        super().__init__()
        self._config, self._store, self._knobs, self._caller = config, store, knobs, caller

    def begin(self, row: Row) -> None:
        """Start the walk of a message that was just kept, or that a restart interrupted."""
        self.run(self._walk(row))

    async def _walk(self, row: Row) -> None:
        code = magic.code_of(row["to_"])
        reported: list[tuple[str, int | None]] = []
        shuffled = self._knobs.reorder_callbacks or code == magic.REORDERED_CALLBACKS
        for status, error in self._steps(row["status"], code):
            await asyncio.sleep(self._knobs.step_delay)
            current = self._store.get(row["sid"])
            if current is None or current["status"] in ("canceled", "failed"):
                return
            self._store.set_status(row["sid"], status, error)
            if shuffled:
                reported.append((status, error))
            else:
                await self.report(row, status, error)
        for status, error in _out_of_order(reported):
            await self.report(row, status, error)

    @staticmethod
    def _steps(status: str, code: int | None) -> list[tuple[str, int | None]]:
        if code in DELIVERY_ERRORS:
            final, _ = DELIVERY_ERRORS[code]
            steps: list[tuple[str, int | None]] = [("sending", None)]
            if final == "undelivered":
                steps.append(("sent", None))
            steps.append((final, code))
        else:
            steps = [(name, None) for name in FULL_LIFE]
            if code == magic.NO_RECEIPT:
                steps.pop()
        done = [name for name, _ in steps]
        return steps[done.index(status) + 1 :] if status in done else steps

    async def report(self, row: Row, status: str, error: int | None = None) -> None:
        """Call the status webhook that the request to send named, if any."""
        if not row["callback"] or not self._knobs.callbacks:
            return
        fields = {
            "AccountSid": self._config.account_sid,
            "ApiVersion": API_VERSION,
            "From": row["from_"] or "",
            "MessageSid": row["sid"],
            "MessageStatus": status,
            "SmsSid": row["sid"],
            "SmsStatus": status,
            "To": row["to_"],
        }
        if row["service"]:
            fields["MessagingServiceSid"] = row["service"]
        if error is not None:
            fields["ErrorCode"] = str(error)
        twice = self._knobs.duplicate_callbacks or magic.code_of(row["to_"]) == magic.DUPLICATE_CALLBACKS
        for _ in range(2 if twice else 1):
            await self._caller.post(row["callback"], fields)
