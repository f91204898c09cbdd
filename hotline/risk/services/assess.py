"""A counsellor looks at a danger by the protocol: the replies make the level, the level makes the steps.

The level "now" puts the conversation at the head, and tells the supervisors at once: a ring on their board and a task.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations import events, todo
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Risk, StepKind
from hotline.risk.models import Assessment
from hotline.risk.protocol import protocol
from hotline.risk.states import Kind, Level, Reply
from portal.audit.log import record


def assess(conversation_id: uuid.UUID, user: Any, kind: Kind, replies: Mapping[str, str]) -> Assessment:
    """Take the replies in: a new assessment, or the open one of this kind with new replies (its ticks stay; it never
    becomes less urgent by itself). Raises NotFound, NotOwner."""
    danger = protocol().dangers[kind.value]
    asked = {question.key for question in danger.questions}
    known = {key: reply for key, reply in replies.items() if key in asked and reply in Reply.values and reply}
    with transaction.atomic():
        conversation = lock_for(conversation_id, user, live=False)
        found = Assessment.objects.open().filter(conversation=conversation, kind=kind).first()
        assessment = found or Assessment(conversation=conversation, kind=kind, by=user)
        assessment.replies = assessment.replies | known
        assessment.level = max(danger.level(assessment.replies), Level(assessment.level))
        assessment.save()
        record(
            user, "risk.assess", "conversation", str(conversation.pk), detail={"kind": kind, "level": assessment.level}
        )
        if assessment.level == Level.NOW:
            _raise_risk(conversation, user, kind)
            escalate(assessment, user)
    return assessment


def escalate(assessment: Assessment, user: Any) -> None:
    """Tell the supervisors, once; within the caller's transaction and lock."""
    if assessment.escalated_at is not None:
        return
    now = timezone.now()
    assessment.escalated_at = now
    assessment.save(update_fields=["escalated_at"])
    key = task_key(assessment)
    todo.ask(todo.Todo("risk", key, now, conversation=assessment.conversation, urgent=True))
    record(user, "risk.escalate", "conversation", str(assessment.conversation_id), detail={"kind": assessment.kind})
    events.wake_board(queue_moved=False)


def task_key(assessment: Assessment) -> str:
    """The key of the supervisors' task."""
    return f"risk:{assessment.pk}"


def _raise_risk(conversation: Conversation, user: Any, kind: Kind) -> None:
    if conversation.risk == Risk.DANGER:
        return
    conversation.risk = Risk.DANGER
    conversation.save(update_fields=["risk"])
    note_step(conversation, StepKind.DANGER, user, kind.value)
    events.wake(conversation.pk, "state")
    events.wake_board()
