"""The text message of an answer: neutral, a code and a link; only to somebody who left a phone for that."""

from django.conf import settings

from hotline.conversations import short_codes
from hotline.feedback.models import Entry, Ticket
from portal.sms import outbox
from portal.sms.models import OutboundMessage
from portal.ui.languages import localised


def tell(ticket: Ticket, entry: Entry) -> None:
    """Say that there is an answer, once for each answer; in the caller's transaction."""
    if not (ticket.phone and ticket.code):
        return
    link = f"{settings.PUBLIC_URL}{localised('/phan-anh/tra-cuu/', ticket.language)}"
    outbox.send(
        ticket.phone,
        "feedback_update",
        {"code": short_codes.shown(ticket.code), "link": link},
        dedupe_key=_key(entry.pk),
        reference="feedback",
        language=ticket.language,
    )


def forget(ticket: Ticket) -> None:
    """The texts of a ticket go with its words; one that still waits to be sent is not sent."""
    keys = [_key(pk) for pk in ticket.entries.values_list("pk", flat=True)]
    OutboundMessage.objects.filter(dedupe_key__in=keys).delete()


def _key(entry: int) -> str:
    return f"feedback:{entry}"
