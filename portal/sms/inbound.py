"""Inbound texts: stored once, opt-out words obeyed, then given to the handlers of other rooms.

`register(handler)`: `handler(message)` runs inside the webhook's transaction. One that fails leaves the text stored,
and a job offers it again: an SMS that we answered 2xx for is never lost.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from portal.privacy.index import blind_index
from portal.sms import locks, opt_out, phones
from portal.sms.models import InboundMessage

log = logging.getLogger(__name__)

Handler = Callable[[InboundMessage], None]
_handlers: list[Handler] = []


def register(handler: Handler) -> None:
    """Call `handler(message)` for every new inbound text."""
    if handler not in _handlers:
        _handlers.append(handler)


def sender_index(number: str) -> str:
    """The blind index of a phone (E.164) among the texts that came in."""
    return blind_index(number, "sms.hotline")


def came_by(number: str) -> str:
    """The gateway by which the latest text of `number` came; an answer best goes back the same way. Empty for none."""
    came = InboundMessage.objects.filter(sender_index=sender_index(number)).order_by("-received_at")
    return came.values_list("gateway", flat=True).first() or ""


@transaction.atomic
def receive(
    *, gateway: str, provider_id: str, sender: str, recipient: str, body: str, told: str = "", media: int = 0
) -> InboundMessage | None:
    """Store a text and have it handled; None when the gateway delivered it before.

    `told` is the gateway's own reading of an opt-out word (`STOP`, `START`), if it has one; `media` how many pictures
    came along, which are left where they are.
    """
    number = phones.sender(sender)
    index = sender_index(number)
    message = InboundMessage(
        gateway=gateway,
        provider_id=provider_id,
        sender=number,
        sender_index=index,
        recipient=recipient[:32],
        body=body,
        opt_out=opt_out.kind(body, told),
        media=min(media, 99),
    )
    locks.hold("sms.sender", index)  # texts of one person are handled one after the other
    InboundMessage.objects.bulk_create([message], ignore_conflicts=True)
    if not InboundMessage.objects.filter(pk=message.pk).exists():
        return None
    if message.opt_out == InboundMessage.OptOut.STOP:
        opt_out.add(number)
    elif message.opt_out == InboundMessage.OptOut.START:
        opt_out.lift(number)
    handle(message)
    return message


def handle(message: InboundMessage) -> bool:
    """Give `message` to every handler, all or none; True when it is done. The caller holds a transaction."""
    try:
        with transaction.atomic():
            for handler in _handlers:
                handler(message)
            message.handled_at = timezone.now()
            message.save(update_fields=["handled_at"])
    except Exception:
        log.exception("sms_inbound_not_handled", extra={"sms": str(message.pk)})
        message.handled_at = None
        return False
    return True


def handle_waiting() -> int:
    """Offer stored texts again that no handler has taken; returns how many were taken now."""
    done = 0
    for key in (
        InboundMessage.objects.filter(handled_at=None).order_by("received_at").values_list("pk", flat=True)[:100]
    ):
        with transaction.atomic():
            message = InboundMessage.objects.select_for_update(skip_locked=True).filter(pk=key, handled_at=None).first()
            if message is not None and handle(message):
                done += 1
    return done
