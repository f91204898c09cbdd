"""Beside an SMS conversation: how words reach the phone, and what did not, with another attempt."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from hotline.conversations.states import Channel, State
from hotline.sms.receipts import fates_of
from portal.accounts.models import User
from portal.sms import opt_out, outbox


def show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """None for a web chat, or where no number is known any more."""
    if conversation.channel != Channel.SMS or not conversation.phone:
        return None
    troubles = [
        {"seq": seq, "words": fate.words, "may_retry": fate.may_retry}
        for seq, fate in sorted(fates_of(conversation).items())
        if fate.code
    ]
    return {
        "conversation": conversation,
        "free_text": outbox.may_write_freely(conversation.phone),
        "stopped": opt_out.applies(conversation.phone),
        "troubles": troubles,
        "mine": conversation.counsellor_id == user.pk and conversation.state == State.OPEN,
        "open": bool(troubles),
    }


PANELS = [Panel("sms", _("Text messages"), "hotline_sms/panel.html", show, order=15)]
