"""Beside a conversation: colleagues who read along."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from hotline.offers.colleagues import TEMPLATE, panel_of
from portal.accounts.models import User


def _show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    return panel_of(conversation, user) if conversation.is_live else None


PANELS = [Panel("colleagues", _("Colleagues who read along"), TEMPLATE, _show, order=85)]
