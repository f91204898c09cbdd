"""Twilio's calls to the portal: form POST, signed over the full URL and the sorted fields, repeated on trouble."""

import asyncio
import logging

import httpx
from twilio.request_validator import RequestValidator

from .knobs import Knobs

log = logging.getLogger("portal.sms.standin")


class Caller:
    """Posts webhooks; one per stand-in, inside its event loop."""

    def __init__(self, auth_token: str, knobs: Knobs) -> None:
        self._validator = RequestValidator(auth_token)
        self._knobs = knobs
        self._client = httpx.AsyncClient(timeout=15, trust_env=False)

    async def post(self, url: str, fields: dict[str, str]) -> int:
        """Post until it is answered below 500 or the tries are used up; returns the last status, 0 for no answer."""
        headers = {
            "X-Twilio-Signature": self._validator.compute_signature(url, fields),
            "I-Twilio-Idempotency-Token": fields.get("MessageSid", ""),
            "User-Agent": "TwilioProxy/1.1",
        }
        status = 0
        for attempt in range(self._knobs.webhook_retries + 1):
            if attempt:
                await asyncio.sleep(self._knobs.webhook_retry_delay * attempt)
            try:
                answer = await self._client.post(url, data=fields, headers=headers)
                status = answer.status_code
            except httpx.HTTPError:
                status = 0
            if 0 < status < 500:
                break
        if status == 0 or status >= 400:
            log.warning("webhook answered %s", status)
        return status

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()
