"""What a message to a client says: that a state changed, and no personal word.

The registration is named by its `id` between us and this client (`reading.reference`, also in the answer of
`GET /registrations/{code}`). The code goes along only to the client that handed the registration in and so knows it:
it is half of the citizen's access.
"""

import json
from typing import Any

from django.utils import timezone

from ..models import HandedIn, WebhookDelivery
from ..reading import reference

TRIAL = "ping"


def body_of(delivery: WebhookDelivery) -> bytes:
    """The JSON of `delivery`, the same at every try (but for `code`, should the registration be gone from the list)."""
    return json.dumps(content_of(delivery), separators=(",", ":"), ensure_ascii=False).encode()


def content_of(delivery: WebhookDelivery) -> dict[str, Any]:
    """`seq` grows by one with each event of a registration: a receiver drops what is older than what it has."""
    event = delivery.event
    if event is None:
        return {"delivery": str(delivery.pk), "event": TRIAL, "at": _moment(delivery.created_at)}
    client_id = delivery.webhook.client_id
    own = HandedIn.objects.filter(registration=event.registration_id, client=client_id).exists()
    return {
        "delivery": str(delivery.pk),
        "event": f"registration.{event.to_status}",
        "id": reference(client_id, event.registration_id),
        "code": event.registration.display_code if own else None,
        "seq": event.seq,
        "status": event.to_status,
        "previous_status": event.from_status or None,
        "ward": event.ward_id,
        "at": _moment(event.at),
    }


def _moment(at: Any) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
