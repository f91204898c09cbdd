"""A counsellor's words in an SMS conversation leave by SMS, in the transaction that stores them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.invite import invite
from hotline.conversations.states import Author, Channel
from hotline.sms.references import notice_key, reference_of
from portal.sms import inbound, outbox, segments
from portal.sms.models import OutboundMessage


def carry(conversation: Conversation, message: Message) -> None:
    """Carrier of `conversations.outgoing`.

    On a two-way number the words themselves, in as many texts as they need; elsewhere, and for a web chat that asked
    to be told (`services/text_me`), only the registered "you have a new message", once until the person writes again.
    """
    if not conversation.phone:
        return
    way_back = inbound.came_by(conversation.phone)
    if conversation.channel == Channel.SMS and outbox.may_write_freely(conversation.phone):
        for number, part in enumerate(segments.split(_words(message))):
            outbox.send_text(
                conversation.phone,
                part,
                dedupe_key=f"{reference_of(message)}:{number}",
                reference=reference_of(message),
                through=way_back,
            )
        return
    notice = notice_key(conversation, _last_heard(conversation))
    if OutboundMessage.objects.filter(dedupe_key=notice).exists():
        return  # told already; a new code would only make the told one useless
    with translation.override(conversation.language):
        link = settings.PUBLIC_URL + reverse("chat:enter")
    outbox.send(
        conversation.phone,
        "chat_new_message",
        {"code": invite(conversation), "link": link},
        dedupe_key=notice,
        reference=reference_of(message),
        through=way_back,
    )


def _words(message: Message) -> str:
    if not message.card:
        return message.body
    return f"{message.body}\n{message.card['title']}: {settings.PUBLIC_URL}{message.card['url']}"


def _last_heard(conversation: Conversation) -> int:
    heard = conversation.messages.filter(author=Author.VISITOR).order_by("-seq").values_list("seq", flat=True)
    return heard.first() or 0
