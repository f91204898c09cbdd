"""Hears every event of a registration and writes a message for each webhook that may know of it, with its job.

Runs inside the transaction of the move: a message exists exactly when the event does. One query where nobody listens.
"""

from django.db.models import Q, QuerySet

from portal import rows
from registration.casework.models import Event
from registration.treatment.models import Referral

from ..models import HandedIn, Webhook, WebhookDelivery
from . import queue


def on_event(event: Event) -> None:
    """A change of state is told; what leaves the state as it is, is not."""
    if event.from_status == event.to_status or not rows.is_there(Webhook):  # mostly nobody listens
        return
    deliveries = [WebhookDelivery(webhook=webhook, event=event) for webhook in listening_to(event)]
    if not deliveries:
        return
    WebhookDelivery.objects.bulk_create(deliveries)
    for delivery in deliveries:
        queue.enqueue(delivery)


def listening_to(event: Event) -> QuerySet[Webhook]:
    """The webhooks whose client may read that registration (`reading.visible_to`) and asked for the new state."""
    registration = event.registration
    there = Q(client__every_ward=True) | Q(client__wards=registration.ward_id)
    if registration.received_at is None:
        there &= Q(client__in=HandedIn.objects.filter(registration=registration).values("client"))
    else:
        referred = Referral.objects.open().filter(registration=registration)
        there |= Q(client__facility__in=referred.values("facility"))
    return Webhook.objects.live().filter(there, statuses__contains=[event.to_status]).distinct()
