"""An inbound SMS becomes words in a conversation; a first one is answered once with the hours."""

import logging

from django.utils import translation
from django.utils.translation import gettext as _

from hotline.conversations.models import Conversation
from hotline.conversations.services.receive_sms import Received, receive_sms
from hotline.sms.hours import hours_in_short
from hotline.sms.references import external_id_of
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
    received = receive_sms(message.sender, _words(message), external_id=external_id_of(message), at=message.received_at)
    if received.created and not received.conversation.blocked:
        _answer_by_itself(message, received)


def _words(message: InboundMessage) -> str:
    """What was written; that a picture came along, which is not fetched, is said in the thread."""
    if not message.media:
        return message.body
    with translation.override("vi"):
        mark = _("(A picture came with this text. Pictures are not received by SMS.)")
    return f"{message.body}\n{mark}".strip()


def _answer_by_itself(message: InboundMessage, received: Received) -> None:
    """Danger: the emergency number at once. A new conversation: that it was received, and the hours, once. A picture:
    that words are needed, once."""
    conversation = received.conversation
    if received.warning is not None:
        _send(message, conversation, "hotline_danger", f"hotline.danger:{received.warning.pk}")
    elif received.opened:
        key = f"hotline.auto_reply:{conversation.pk}"
        _send(message, conversation, "hotline_auto_reply", key, hours=hours_in_short())
    if message.media:
        _send(message, conversation, "hotline_no_pictures", f"hotline.no_pictures:{conversation.pk}")


def _send(message: InboundMessage, conversation: Conversation, template: str, key: str, **params: str) -> None:
    """The way it came."""
    outbox.send(
        message.sender, template, params, dedupe_key=key, language=conversation.language, through=message.gateway
    )
