"""Twilio's calls to the portal: form POST, signed over the full URL and the sorted fields, repeated on trouble."""

import httpx
from twilio.request_validator import RequestValidator

from .background import post_patiently
from .knobs import Knobs


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
        return await post_patiently(lambda: self._client.post(url, data=fields, headers=headers), self._knobs)

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()
