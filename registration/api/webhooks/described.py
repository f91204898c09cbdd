"""Webhooks in the description of the interface (OpenAPI 3.1): what a receiver gets, and what it should answer."""

from typing import Any

from registration.casework.states import UNSEEN, Status

from .body import TRIAL

STATES = [status.value for status in Status if status not in UNSEEN]
MESSAGE: dict[str, Any] = {
    "type": "object",
    "title": "WebhookMessage",
    "properties": {
        "delivery": {"type": "string", "format": "uuid", "description": "The same at every try of this message."},
        "event": {"enum": [*(f"registration.{state}" for state in STATES), TRIAL]},
        "id": {"type": "string", "description": "The registration's name between the portal and this client."},
        "code": {"type": ["string", "null"], "description": "Only for the client that handed the registration in."},
        "seq": {"type": "integer", "description": "Grows with every event of a registration, with gaps."},
        "status": {"enum": STATES},
        "previous_status": {"type": ["string", "null"]},
        "ward": {"type": "string", "pattern": "^[0-9]{5}$"},
        "at": {"type": "string", "format": "date-time"},
    },
    "required": ["delivery", "event", "at"],
}
EXAMPLE = {
    "delivery": "0b0e8a3c-5f0e-4a55-9a53-0f6c1d1f2a77",
    "event": "registration.decided",
    "id": "5c0e6a1f9b7d4c2e8a3f5b6c7d8e9f01",
    "code": None,
    "seq": 3,
    "status": "decided",
    "previous_status": "received",
    "ward": "00070",
    "at": "2026-11-24T09:40:00+07:00",
}


def _header(name: str, words: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "description": words, "schema": {"type": "string"}}


WEBHOOKS: dict[str, Any] = {
    "registration.changed": {
        "post": {
            "operationId": "registration_changed",
            "summary": "A registration that the client may read changed its state",
            "description": "Arrives at least once; tried again for about a day. See docs/api.md.",
            "parameters": [
                _header("X-Delivery-Id", "The message; drop a second arrival of the same."),
                _header("X-Signature", 't=<unix time>,v1=<hex HMAC-SHA256 of "t.body" with the webhook\'s secret>.'),
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": MESSAGE, "example": EXAMPLE}}},
            "responses": {
                "2XX": {"description": "Taken; the body of the answer is not read."},
                "410": {"description": "Gone: never tried again."},
                "default": {"description": "Tried again later; Retry-After of 429 and 503 is heard."},
            },
        }
    }
}
