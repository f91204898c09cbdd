"""The job of one message, in the caller's transaction; a message has at most one job that waits."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ..models import WebhookDelivery

QUEUE = "webhooks"
TASK = "registration.api.deliver_webhook"


def enqueue(delivery: WebhookDelivery) -> bool:
    """A job for `delivery` at its next attempt; False where one is waiting already."""
    # Below everything else: a slow receiver must not hold up a text message to a person.
    job = app.configure_task(
        TASK,
        queue=QUEUE,
        priority=-1,
        queueing_lock=f"webhook:{delivery.pk}",
        schedule_at=delivery.next_attempt_at,
    )
    try:
        with transaction.atomic():
            job.defer(delivery_id=str(delivery.pk))
    except AlreadyEnqueued:
        return False
    return True
