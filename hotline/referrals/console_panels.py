"""Beside a conversation: its referrals with their state, and a new one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import may_act
from hotline.conversations.panels import Panel
from hotline.referrals.forms import PassOnForm
from hotline.referrals.links import link_of
from hotline.referrals.models import Referral
from hotline.referrals.states import OPEN, Item
from portal.accounts.models import User

TEMPLATE = "referrals/panel.html"


def row(referral: Referral) -> dict[str, Any]:
    """One referral as staff see it."""
    return {
        "referral": referral,
        "told": [(Item(name).label, words) for name, words in referral.told.items()],
        "answers": list(referral.answers.all()),
        "is_open": referral.state in OPEN,
        "link": link_of(referral) if referral.state in OPEN else "",
    }


def panel_of(conversation: Conversation, form: PassOnForm) -> dict[str, Any]:
    """All referrals of the conversation and the form of a new one."""
    found = Referral.objects.filter(conversation=conversation).select_related("point").prefetch_related("answers")
    rows = [row(one) for one in found]
    return {"conversation": conversation, "rows": rows, "open": form.is_bound, **asked(form)}


def asked(form: PassOnForm) -> dict[str, Any]:
    """The form, with the lines of what may be told by themselves."""
    return {"form": form, "told": [form[item.value] for item in Item]}


def show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """For who may still act in the conversation."""
    return panel_of(conversation, PassOnForm(near=conversation.province_code)) if may_act(conversation, user) else None


PANELS = [Panel("referrals", _("Receiving points"), TEMPLATE, show, order=40)]
