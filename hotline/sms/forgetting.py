"""When a conversation is forgotten, the SMS that carried its words are too, and what still waits is not sent.

Incoming texts stay as marks without words and number: a gateway that delivers one again must not bring it back.
"""

from hotline.conversations.models import Conversation
from hotline.conversations.services.receive_sms import key_of
from hotline.sms.references import PREFIX, external_id_of
from portal.sms import inbound
from portal.sms.models import InboundMessage, OutboundMessage

AUTOMATIC = ("hotline.auto_reply", "hotline.no_pictures")


def forget(conversation: Conversation) -> None:
    """Forgetter of `conversations.erasure`, within its transaction, while messages and the number are still there."""
    rows = dict(conversation.messages.values_list("pk", "client_id"))
    OutboundMessage.objects.filter(reference__in=[f"{PREFIX}{key}" for key in rows]).delete()
    if not conversation.phone:
        return
    keys = [f"{name}:{conversation.pk}" for name in AUTOMATIC]
    OutboundMessage.objects.filter(dedupe_key__in=keys).delete()
    OutboundMessage.objects.filter(dedupe_key__in=[f"hotline.danger:{key}" for key in rows]).delete()
    came = set(rows.values())
    index = inbound.sender_index(conversation.phone)
    for text in InboundMessage.objects.filter(sender_index=index).iterator(chunk_size=200):
        if key_of(external_id_of(text)) in came:
            InboundMessage.objects.filter(pk=text.pk).update(sender="", sender_index="", recipient="", body="")
