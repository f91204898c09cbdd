"""The panel "Colleagues": who reads along with a conversation, and who could be asked to."""

from typing import Any

from hotline.conversations.models import Conversation
from hotline.conversations.queries import colleagues
from hotline.offers.forms import InviteForm
from portal.accounts.models import Role

TEMPLATE = "offers/colleagues_panel.html"


def targets(conversation: Conversation) -> list[tuple[str, str]]:
    """Who is at the desk and neither holds the conversation nor reads along yet."""
    sitting = set(conversation.guests.filter(left_at__isnull=True).values_list("user", flat=True))
    return [
        (f"counsellor:{one.user_id}", str(one.user))
        for one in colleagues()
        if one.user_id != conversation.counsellor_id and one.user_id not in sitting
    ]


def panel_of(conversation: Conversation, user: Any, form: InviteForm | None = None) -> dict[str, Any]:
    """The guests, and for the holder or a supervisor the form."""
    may_ask = conversation.is_live and (conversation.counsellor_id == user.pk or user.has_role(Role.SUPERVISOR))
    guests = conversation.guests.filter(left_at__isnull=True).select_related("user").order_by("at")
    return {
        "conversation": conversation,
        "guests": list(guests),
        "me": user.pk,
        "may_ask": may_ask,
        "form": (form or InviteForm(targets=targets(conversation))) if may_ask else None,
    }
