"""Note that something happened in a conversation: a figure with its time, never a word. Figures outlive the words."""

from typing import Any

from django.utils import timezone

from hotline.conversations.listeners import tell
from hotline.conversations.models import Conversation, Step
from hotline.conversations.states import StepKind


def note_step(conversation: Conversation, kind: StepKind, user: Any = None, detail: str = "") -> Step:
    """Write the step and let the rooms beside the conversation act on it, within the caller's transaction.

    `user` is the counsellor whom it concerns; `detail` a word of the code (an outcome, a kind of danger), never of a
    person."""
    step = Step.objects.create(conversation=conversation, kind=kind, user=user, detail=detail, at=timezone.now())
    tell(conversation, step)
    return step
