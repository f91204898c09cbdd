"""Send by one signed JSON POST. There is no list to ask about a message: an unclear outcome waits for its report."""

import json
from datetime import datetime

import httpx
from django.conf import settings
from django.utils import timezone

from portal.sms.gateways.base import Accepted, CredentialsRefused, FinalRefusal, OutcomeUnknown, TemporaryRefusal
from portal.sms.gateways.http.signing import HEADER, sign
from portal.sms.states import State

TIMEOUT_S = 10


class HttpGateway:
    """The gateway at SMS_HTTP_URL; fits `base.Gateway`."""

    name = "http"
    tries_after: dict[str, int] = {}
    alarming: frozenset[str] = frozenset()

    def send(self, *, to: str, body: str, message_id: str) -> Accepted:
        """`{"id", "to", "text", "at"}` with our own id, which comes back in reports; any 2xx accepts."""
        at = timezone.localtime().isoformat(timespec="seconds")
        content = json.dumps({"id": message_id, "to": to, "text": body, "at": at}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", HEADER: sign(content, settings.SMS_HTTP_KEY)}
        try:
            answer = httpx.post(settings.SMS_HTTP_URL, content=content, headers=headers, timeout=TIMEOUT_S)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            raise TemporaryRefusal("connect") from error
        except httpx.HTTPError as error:
            raise OutcomeUnknown("wire") from error
        _refuse(answer.status_code)
        return Accepted(message_id, State.SENDING)

    def find(self, *, to: str, body: str, since: datetime, known: set[str]) -> Accepted | None:
        """This kind of gateway has no list: never say that a message did not arrive."""
        raise OutcomeUnknown("no_list")


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
