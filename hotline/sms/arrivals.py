"""An inbound SMS becomes words in a conversation; a first one is answered once with the hours."""

import logging

from hotline.conversations.services.receive_sms import Received, receive_sms
from hotline.sms.hours import hours_in_short
from portal.sms import outbox
from portal.sms.models import InboundMessage

log = logging.getLogger(__name__)


def take_in(message: InboundMessage) -> None:
    """Handler of `portal.sms.inbound`, inside the webhook's transaction.

    STOP and START are obeyed by the SMS room and are no words to a counsellor. A sender without a number (a brand
    name, a short code) cannot be answered: it stays stored and opens no conversation.
    """
    if message.opt_out:
        return
    if not message.sender.startswith("+"):
        log.info("sms_sender_without_number")
        return
    received = receive_sms(
        message.sender,
        message.body,
        external_id=f"{message.gateway}:{message.provider_id}",
        at=message.received_at,
    )
    if received.created:
        _answer_by_itself(message.sender, received)


def _answer_by_itself(to: str, received: Received) -> None:
    """Danger: the emergency number at once. A new conversation: that it was received, and the hours, once."""
    conversation = received.conversation
    if received.warning is not None:
        outbox.send(to, "hotline_danger", {}, dedupe_key=f"hotline.danger:{received.warning.pk}")
    elif received.opened:
        outbox.send(
            to,
            "hotline_auto_reply",
            {"hours": hours_in_short()},
            dedupe_key=f"hotline.auto_reply:{conversation.pk}",
        )
