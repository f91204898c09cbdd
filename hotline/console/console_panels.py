"""The console's own parts beside a conversation: what was before, and the way to registering."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.console.handover_form import HandoverForm
from hotline.console.services.history import earlier
from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from hotline.conversations.states import State
from portal.accounts.models import User


def history(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """Earlier conversations of this phone or browser; their words only where `user` may read them."""
    found = earlier(conversation)
    if not found:
        return None
    readable = Conversation.objects.readable_by(user).filter(pk__in=[one.pk for one in found])
    keys = set(readable.values_list("pk", flat=True))
    return {"rows": [(one, one.pk in keys, getattr(one, "wrap_up", None)) for one in found], "open": True}


def handover(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """Only for whoever holds it while it goes on."""
    if conversation.state != State.OPEN or conversation.counsellor_id != user.pk:
        return None
    return {"form": HandoverForm()}


PANELS = [
    Panel("history", _("Earlier conversations"), "console/panel_history.html", history, order=10),
    Panel("handover", _("Way to registering"), "console/panel_handover.html", handover, order=70),
]
