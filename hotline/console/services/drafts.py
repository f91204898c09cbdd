"""Unsent words, kept for one counsellor in one conversation, and forgotten when they are sent or it ends."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.console.models import Draft, DraftKind
from hotline.conversations.errors import BadFrame, TooLong
from hotline.conversations.models import Conversation, Step
from hotline.conversations.services.opening import reachable
from hotline.conversations.states import State, StepKind

LONGEST = 4000
"""Longer than a message may be, so that nothing typed is lost before it is cut in parts."""


def keep(conversation_id: uuid.UUID, user: Any, kind: object, body: object) -> str:
    """Keep `body` as the draft of `user`, exactly as typed; an empty one is forgotten. Answers the kind.

    Raises BadFrame, TooLong, NotFound (not theirs to read)."""
    if kind not in DraftKind.values or not isinstance(body, str):
        raise BadFrame
    if "\x00" in body or any("\ud800" <= sign <= "\udfff" for sign in body):
        raise BadFrame
    if len(body) > LONGEST:
        raise TooLong
    conversation = reachable(conversation_id, user)
    mine = Draft.objects.filter(conversation=conversation, user=user, kind=kind)
    if not body.strip() or (kind == DraftKind.REPLY and conversation.state == State.CLOSED):
        mine.delete()
    else:
        Draft.objects.update_or_create(
            conversation=conversation, user=user, kind=kind, defaults={"body": body, "at": timezone.now()}
        )
    return str(kind)


def drafts_of(conversation_id: uuid.UUID, user: Any) -> list[Draft]:
    """What `user` has not sent in a conversation that they may still read."""
    readable = Conversation.objects.readable_by(user).filter(pk=conversation_id, erased_at__isnull=True)
    return list(Draft.objects.filter(conversation__in=readable, user=user).order_by("kind"))


def sent(conversation_id: uuid.UUID, user: Any, body: object, kind: DraftKind = DraftKind.REPLY) -> None:
    """`body` has gone out: forget the draft that holds the same words, not one that was begun since."""
    words = body.strip() if isinstance(body, str) else ""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(conversation=conversation_id, user=user, kind=kind).first()
        if draft is not None and draft.body.strip() == words:
            draft.delete()


def forget_with(conversation: Conversation) -> None:
    """Erased: no unsent word stays either."""
    Draft.objects.filter(conversation=conversation).delete()


def forget_when_over(conversation: Conversation, step: Step) -> None:
    """Ended: nobody can send a reply any more. Notes may still be finished."""
    if step.kind == StepKind.CLOSED:
        Draft.objects.filter(conversation=conversation, kind=DraftKind.REPLY).delete()
