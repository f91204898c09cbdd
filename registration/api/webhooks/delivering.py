"""One attempt to deliver one message, and what follows from it: delivered, later again, or given up.

Claim and settlement are one guarded UPDATE each, and nothing is locked while the network is asked. A worker that dies
in between leaves a lease that runs out; then the message is sent again. So a message arrives at least once, and its
id tells the receiver a second arrival from a new message.
"""

import random
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from portal.sms.gateways.http.signing import HEADER, sign

from ..models import WebhookDelivery
from ..scopes import Scope
from . import queue
from .body import body_of
from .outside import NotDelivered, post

State = WebhookDelivery.State
DELIVERY_HEADER = "X-Delivery-Id"
WAITS_S = (30, 120, 480, 1800, 7200, 21600, 21600, 21600)
"""Before the second try, the third …; after the last one the message is given up: about a day in all."""
LONGEST_WAIT_S = 21600
SPREAD = 0.2
LEASE = timedelta(minutes=2)


def deliver(delivery_id: str) -> None:
    """Try once, if it is this message's turn; the same job twice does no harm."""
    delivery = _claim(delivery_id, timezone.now())
    if delivery is None:
        return
    webhook = delivery.webhook
    client = webhook.client
    if not (webhook.is_active and client.is_active and client.may(Scope.READ)) or client.has_expired:
        _give_up(delivery, "switched_off")
        return
    body = body_of(delivery)
    headers = {HEADER: sign(body, webhook.secret), DELIVERY_HEADER: str(delivery.pk)}
    try:
        post(webhook.url, body, headers)
    except NotDelivered as failure:
        _failed(delivery, failure)
    else:
        _settle(delivery, state=State.DELIVERED, delivered_at=timezone.now(), last_error="")


def _claim(delivery_id: str, now: datetime) -> WebhookDelivery | None:
    mine = WebhookDelivery.objects.due(now).filter(pk=delivery_id)
    if not mine.update(lease_until=now + LEASE, attempts=F("attempts") + 1, last_attempt_at=now):
        return None
    return WebhookDelivery.objects.select_related("webhook__client", "event__registration").get(pk=delivery_id)


def _failed(delivery: WebhookDelivery, failure: NotDelivered) -> None:
    if delivery.attempts > len(WAITS_S) or failure.code == "http_410":  # Gone: the receiver wants no more
        _give_up(delivery, failure.code)
        return
    wait_s = max(WAITS_S[delivery.attempts - 1], min(failure.wait_s or 0, LONGEST_WAIT_S))
    spread = random.uniform(1, 1 + SPREAD)  # noqa: S311  # spreads load, guards nothing
    delivery.next_attempt_at = timezone.now() + timedelta(seconds=wait_s * spread)
    if _settle(delivery, next_attempt_at=delivery.next_attempt_at, last_error=failure.code):
        queue.enqueue(delivery)


def _give_up(delivery: WebhookDelivery, code: str) -> None:
    _settle(delivery, state=State.DEAD, last_error=code)


def _settle(delivery: WebhookDelivery, **values: object) -> bool:
    """Write the outcome, unless another worker took the message over or a person replayed it meanwhile."""
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=State.WAITING, lease_until=delivery.lease_until)
    return bool(mine.update(lease_until=None, **values))
