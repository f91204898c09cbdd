"""Beside a conversation: the way to block abuse."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from hotline.supervision.views.blocks import TEMPLATE, BlockForm, panel_of
from portal.accounts.models import Role, User


def _show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """For the holder, and for supervisors."""
    mine = conversation.counsellor_id == user.pk
    return panel_of(conversation, BlockForm()) if mine or user.has_role(Role.SUPERVISOR) else None


PANELS = [Panel("block", _("Block abuse"), TEMPLATE, _show, order=95)]
