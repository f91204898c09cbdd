"""The one place where a referral changes its state: the row is locked, held against the table, written."""

from typing import Any

from django.utils import timezone

from hotline.conversations import events, todo
from hotline.referrals.errors import NotNow
from hotline.referrals.models import Answer, Referral
from hotline.referrals.states import MOVES, OPEN, State


def locked(**how: Any) -> Referral:
    """The referral, its row locked until the transaction ends. Raises NotNow where it is not there."""
    referral = Referral.objects.select_for_update().filter(**how).first()
    if referral is None:
        raise NotNow
    return referral


def move(referral: Referral, state: State, note: str = "") -> None:
    """To `state`, with the words that came along. Raises NotNow."""
    if state not in MOVES[State(referral.state)]:
        raise NotNow
    referral.state, referral.changed_at = state, timezone.now()
    fields = ["state", "changed_at"]
    if state not in OPEN:
        referral.told = {}  # what was told has served its purpose, or must be seen no longer
        fields.append("told")
    referral.save(update_fields=fields)
    Answer.objects.create(referral=referral, state=state, note=note)
    todo.settle(look_after_key(referral))
    if referral.conversation_id:
        events.wake(referral.conversation_id, "panel")


def look_after_key(referral: Referral) -> str:
    """The key of the task "no answer yet"."""
    return f"referral:{referral.pk}"
