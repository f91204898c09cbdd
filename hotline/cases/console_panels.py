"""Beside a conversation: the person's private page, or the way to open one with their consent."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from hotline.cases.models import Case
from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import may_act
from hotline.conversations.panels import Panel
from hotline.conversations.short_codes import shown as in_groups
from portal.accounts.models import User

TEMPLATE = "cases/panel.html"


def show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """For who may still act in the conversation."""
    if not may_act(conversation, user):
        return None
    case = Case.objects.live().filter(conversation=conversation).first()
    with translation.override(conversation.language):
        address = settings.PUBLIC_URL + reverse("cases_public:first")
    return {"conversation": conversation, "case": case, "address": address, **codes(case)}


def codes(case: Case | None) -> dict[str, str]:
    """The page's code, and the setup code while it works."""
    if case is None:
        return {}
    works = case.setup and case.setup_until and case.setup_until > timezone.now()
    return {"sign": in_groups(case.sign), "setup": in_groups(case.setup) if works else ""}


PANELS = [Panel("case", _("Private page"), TEMPLATE, show, order=60)]
