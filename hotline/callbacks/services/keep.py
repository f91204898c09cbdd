"""Tasks that rooms ask for, and those that the course of a conversation brings: kept once, ended elsewhere."""

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.callbacks.promise import open_from
from hotline.callbacks.services.work import end
from hotline.callbacks.states import Kind, Outcome
from hotline.conversations import events
from hotline.conversations.models import Conversation, Step
from hotline.conversations.states import StepKind
from hotline.conversations.todo import Todo
from hotline.line.facts import line


def ask(todo: Todo) -> None:
    """Keep `todo`; nothing where one with its key is pending."""
    values = {
        "kind": Kind(todo.kind),
        "conversation": todo.conversation,
        "assignee": todo.user,
        "path": todo.path,
        "due_at": todo.due_at,
        "escalated_at": timezone.now() if todo.urgent else None,
    }
    if Task.objects.pending().filter(key=todo.key).exists():
        return
    try:
        with transaction.atomic():
            Task.objects.create(key=todo.key, **values)
    except IntegrityError:  # two at once: one is enough
        return
    events.wake_board(queue_moved=False)


def settle(key: str, user: Any) -> None:
    """The pending task of `key` has been done."""
    for task in Task.objects.select_for_update().pending().filter(key=key):
        end(task, None, Outcome.NOT_NEEDED if user is None else Outcome.REACHED)


def remind(conversation: Conversation, user: Any, due_at: datetime, words: str) -> Task:
    """A counsellor's own reminder about a conversation."""
    return Task.objects.create(
        kind=Kind.REMINDER,
        conversation=conversation,
        assignee=user,
        created_by=user,
        words=words,
        due_at=due_at,
        language=conversation.language,
    )


def left_key(conversation_id: uuid.UUID) -> str:
    """The key of the task of a conversation that waits while nobody is there."""
    return f"left:{conversation_id}"


def keep_left(conversation: Conversation, now: datetime) -> None:
    """Words that wait while the line is closed become a task that is due when it opens."""
    if not line().is_open(now):
        key, holder = left_key(conversation.pk), conversation.counsellor
        ask(Todo(Kind.LEFT.value, key, open_from(now), conversation=conversation, user=holder))


def heed_step(conversation: Conversation, step: Step) -> None:
    """Listener: a conversation begun out of hours is kept; taken or ended, its task has been done."""
    if step.kind in {StepKind.STARTED, StepKind.RELEASED}:
        keep_left(conversation, step.at)
    elif step.kind in {StepKind.TAKEN, StepKind.CLOSED}:
        settle(left_key(conversation.pk), step.user)
