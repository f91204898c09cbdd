"""A person who leaves the web chat asks to be told by text message when a counsellor has written.

The number is sealed, serves for nothing else, finds no other conversation, and is forgotten with this one or when the
person says so. The text is the registered "you have a new message" with a code back to the web; no word of the talk.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hotline.conversations.errors import Closed, Refused
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.states import Channel, State
from portal.sms.phones import BadPhone, normalise


class NotAPhone(Refused):
    """What was typed is no mobile number."""

    code = "bad_phone"
    detail = _("This is not a mobile number. Try 0912 345 678.")


class NotAgreed(Refused):
    """The person did not say that the phone is theirs and may be texted."""

    code = "not_agreed"
    detail = _("Please tick that this is your phone and that we may text it.")


def text_me(conversation_id: uuid.UUID, phone: object, *, agreed: bool) -> Conversation:
    """Keep `phone` for notices of this conversation. Raises NotAPhone, NotAgreed, Closed, NotFound."""
    try:
        number = normalise(phone.replace("\x00", ""), mobile=True) if isinstance(phone, str) else ""
    except BadPhone as error:
        raise NotAPhone from error
    if not number:
        raise NotAPhone
    if not agreed:
        raise NotAgreed
    return _set(conversation_id, number)


def text_me_no_more(conversation_id: uuid.UUID) -> Conversation:
    """Forget the number at once. Raises NotFound."""
    return _set(conversation_id, "")


def _set(conversation_id: uuid.UUID, phone: str) -> Conversation:
    with transaction.atomic():
        conversation = lock(conversation_id)
        if conversation.channel != Channel.WEB or (phone and conversation.state == State.CLOSED):
            raise Closed
        conversation.phone = phone
        conversation.save(update_fields=["phone"])
    return conversation
