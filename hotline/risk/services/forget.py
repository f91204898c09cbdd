"""Replies, ticks and words go with the conversation; kind, level, outcome and times stay as figures."""

from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.risk.models import Assessment


def forget_with(conversation: Conversation) -> None:
    """Forgetter of `conversations.erasure`."""
    Assessment.objects.open().filter(conversation=conversation).update(closed_at=timezone.now())
    Assessment.objects.filter(conversation=conversation).update(replies={}, done={}, words="")
