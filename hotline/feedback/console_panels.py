"""Beside a conversation: the way to write down feedback for the person. Nothing of the conversation goes along."""

from typing import Any

from django.utils.translation import pgettext_lazy

from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from portal.accounts.models import User


def _show(conversation: Conversation, user: User) -> dict[str, Any]:
    """Always the same: a link."""
    return {}


PANELS = [Panel("feedback", pgettext_lazy("staff menu", "Feedback"), "feedback/panel.html", _show, order=80)]
