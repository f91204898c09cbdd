"""Beside a conversation: the risk protocol. It comes first and unfolded while life may be in danger."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import may_act
from hotline.conversations.panels import Panel
from hotline.conversations.states import Risk
from hotline.risk.forms import EndForm, RepliesForm, StepsForm
from hotline.risk.models import Assessment
from hotline.risk.protocol import Danger, protocol
from hotline.risk.states import Kind
from portal.accounts.models import User

TEMPLATE = "risk/panel.html"


@dataclass
class Part:
    """One kind of danger: its questions, and where it has been looked at its steps and its end."""

    danger: Danger
    label: str
    assessment: Assessment | None
    replies: RepliesForm
    steps: StepsForm | None
    end: EndForm | None

    @property
    def open(self) -> bool:
        """Unfolded where something is going on or wrong."""
        bound = self.replies.is_bound or (self.steps and self.steps.is_bound) or (self.end and self.end.is_bound)
        return bool(self.assessment or bound)


def panel_of(conversation: Conversation, **forms: Any) -> dict[str, Any]:
    """The panel's content; `forms` puts a posted form (replies, steps, end) in the place of the fresh one of its kind:
    `kind="suicide", steps=form`."""
    kind = forms.pop("kind", "")
    found = list(Assessment.objects.filter(conversation=conversation).select_related("by"))
    current = {one.kind: one for one in reversed(found) if one.closed_at is None}
    parts = [_part(danger, current.get(danger.key), forms if danger.key == kind else {}) for danger in _dangers()]
    parts.sort(key=lambda part: (part.assessment is None, -(part.assessment.level if part.assessment else 0)))
    ended = [one for one in found if one.closed_at is not None]
    in_danger = conversation.risk == Risk.DANGER
    return {
        "conversation": conversation,
        "parts": parts,
        "ended": ended,
        "sources": protocol().sources,
        "checked_on": protocol().checked_on,
        "open": in_danger or bool(current),
    }


def _dangers() -> list[Danger]:
    return list(protocol().dangers.values())


def _part(danger: Danger, assessment: Assessment | None, forms: dict[str, Any]) -> Part:
    replies = forms.get("replies") or RepliesForm(danger=danger, assessment=assessment)
    steps = end = None
    if assessment is not None:
        steps = forms.get("steps") or StepsForm(assessment=assessment)
        end = forms.get("end") or EndForm(assessment=assessment)
    return Part(danger, str(Kind(danger.key).label), assessment, replies, steps, end)


def show_first(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """While life may be in danger, above everything else."""
    in_danger = conversation.risk == Risk.DANGER and may_act(conversation, user)
    return panel_of(conversation) if in_danger else None


def show_later(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """Else among the others, folded."""
    calm = conversation.risk != Risk.DANGER and may_act(conversation, user)
    return panel_of(conversation) if calm else None


PANELS = [
    Panel("risk", _("Danger: what to ask, what to do"), TEMPLATE, show_first, order=1),
    Panel("risk-later", _("Danger: what to ask, what to do"), TEMPLATE, show_later, order=30),
]
