"""Send by one signed JSON POST; ask about a message by one signed GET, where SMS_HTTP_LOOKUP says that it can be asked.

Without a look-up an unclear outcome waits for its report.
"""

import json
from datetime import datetime
from typing import Any

import httpx
from django.conf import settings
from django.utils import timezone

from portal.sms.gateways.base import Accepted, CredentialsRefused, FinalRefusal, OutcomeUnknown, TemporaryRefusal
from portal.sms.gateways.http.signing import HEADER, sign
from portal.sms.gateways.http.words import state_of
from portal.sms.states import State

TIMEOUT_S = 10


class HttpGateway:
    """The gateway at SMS_HTTP_URL; fits `base.Gateway`."""

    name = "http"
    tries_after: dict[str, int] = {}
    alarming: frozenset[str] = frozenset({"blocked", "filtered"})

    def send(self, *, to: str, body: str, message_id: str) -> Accepted:
        """`{"id", "to", "text", "at"}` with our own id, which comes back in reports; any 2xx accepts. `from` goes along
        where SMS_HTTP_FROM names the brand or the short code."""
        at = timezone.localtime().isoformat(timespec="seconds")
        data = {"id": message_id, "to": to, "text": body, "at": at}
        if settings.SMS_HTTP_FROM:
            data["from"] = settings.SMS_HTTP_FROM
        content = json.dumps(data, ensure_ascii=False).encode()
        answer = _ask("POST", content, content=content, headers={"Content-Type": "application/json"})
        _refuse(answer.status_code)
        return Accepted(message_id, State.SENDING)

    def find(self, *, to: str, body: str, message_id: str, since: datetime, known: set[str]) -> Accepted | None:
        """`GET ?id=`, signed over the id: `{"id", "status", "error"}`, or 404 for one that it never took.

        Where it cannot be asked, never say that a message did not arrive.
        """
        if not settings.SMS_HTTP_LOOKUP:
            raise OutcomeUnknown("no_list")
        answer = _ask("GET", message_id.encode(), params={"id": message_id})
        if answer.status_code == 404:
            return None
        _refuse(answer.status_code)
        return _found(answer, message_id)


def _ask(method: str, signed: bytes, *, headers: dict[str, str] | None = None, **request: Any) -> httpx.Response:
    signature = {HEADER: sign(signed, settings.SMS_HTTP_KEY)}
    try:
        return httpx.request(
            method, settings.SMS_HTTP_URL, headers=(headers or {}) | signature, timeout=TIMEOUT_S, **request
        )
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
        raise TemporaryRefusal("connect") from error
    except httpx.HTTPError as error:
        raise OutcomeUnknown("wire") from error


def _found(answer: httpx.Response, message_id: str) -> Accepted:
    try:
        data = answer.json()
        state = state_of(data["status"])
    except (ValueError, KeyError, TypeError) as error:
        raise OutcomeUnknown("answer") from error
    if state is None:
        raise OutcomeUnknown("answer")
    return Accepted(message_id, state, str(data.get("error") or "")[:32])


def _refuse(status: int) -> None:
    code = f"http_{status}"
    if status in (401, 403):
        raise CredentialsRefused(code)
    if status == 429:
        raise TemporaryRefusal(code)
    if status >= 500:
        raise OutcomeUnknown(code)
    if not 200 <= status < 300:
        raise FinalRefusal(code, alert=True)
