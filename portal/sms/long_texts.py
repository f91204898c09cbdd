"""Long texts that a gateway hands on in parts: kept until the last one is there, then received as one text in order.

Parts come in any order and more than once. Where one does not come within ten minutes, what is there is received with
a mark in its place: a late word is a text of its own, and none is lost.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.sms import inbound, locks, phones
from portal.sms.models import InboundPart

MOST_PARTS = 40
PATIENCE = timedelta(minutes=10)
MISSING = "[…]"


@transaction.atomic
def take_part(
    *, gateway: str, provider_id: str, sender: str, recipient: str, body: str, ref: str, part: int, parts: int
) -> bool:
    """Keep part `part` (from 1) of the `parts` that share `ref`; True where the text is whole with it."""
    number = phones.sender(sender)
    index = inbound.sender_index(number)
    locks.hold("sms.sender", index)
    waiting = InboundPart.objects.filter(gateway=gateway, sender_index=index, ref=ref, parts=parts, joined_at=None)
    if not waiting.filter(part=part).exists():  # the same part under another id is the same part
        kept = InboundPart(
            gateway=gateway,
            provider_id=provider_id,
            sender_index=index,
            sender=number,
            recipient=recipient[:32],
            ref=ref,
            part=part,
            parts=parts,
            body=body,
        )
        InboundPart.objects.bulk_create([kept], ignore_conflicts=True)
    found = list(waiting.order_by("part"))
    if len(found) < parts:
        return False
    _receive(found)
    return True


def give_up_waiting(now: datetime) -> int:
    """Receive what is there of texts whose first part came more than ten minutes ago; returns how many texts."""
    late = InboundPart.objects.filter(joined_at=None, received_at__lte=now - PATIENCE)
    keys = list(late.order_by("gateway").values_list("gateway", "sender_index", "ref", "parts").distinct()[:100])
    for gateway, index, ref, parts in keys:
        with transaction.atomic():
            locks.hold("sms.sender", index)
            waiting = InboundPart.objects.filter(gateway=gateway, sender_index=index, ref=ref, parts=parts)
            if found := list(waiting.filter(joined_at=None).order_by("part")):
                _receive(found)
    return len(keys)


def _receive(found: list[InboundPart]) -> None:
    """One text out of its parts, under the id of the first; the parts stay as marks without words."""
    first = found[0]
    words = {kept.part: kept.body for kept in found}
    inbound.receive(
        gateway=first.gateway,
        provider_id=first.provider_id,
        sender=first.sender,
        recipient=first.recipient,
        body="".join(words.get(number, MISSING) for number in range(1, first.parts + 1)),
    )
    InboundPart.objects.filter(pk__in=[kept.pk for kept in found]).update(body="", sender="", joined_at=timezone.now())
