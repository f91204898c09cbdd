"""The clock of the tasks: overdue ones come before the supervisors; nobody who waits at closing time is left out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from hotline.callbacks.models import Task
from hotline.callbacks.services.keep import keep_left, settle
from hotline.callbacks.states import Kind
from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.states import State
from hotline.line.facts import line

MOST = 500
QUIET = timedelta(minutes=10)
"""So long after the last word of a held conversation nobody is reading it any more."""


def escalate(now: datetime) -> int:
    """Tell the supervisors of what is overdue, each task once (one guarded update); how many."""
    told = Task.objects.to_escalate(now).update(escalated_at=now)
    if told:
        events.wake_board(queue_moved=False)
    return told


def keep_the_waiting(now: datetime) -> int:
    """While the line is closed, everybody who waits, or whose words nobody has read, has a task; how many were
    missing."""
    if line().is_open(now):
        return 0
    unread = Q(state=State.OPEN, last_seq__gt=F("counsellor_read_seq"), last_activity_at__lt=now - QUIET)
    left = Conversation.objects.filter(Q(state=State.WAITING) | unread)
    kept = list(left.exclude(pk__in=_left_tasks().values("conversation"))[:MOST])
    for conversation in kept:
        keep_left(conversation, now)
    return len(kept)


def settle_the_read() -> int:
    """What its counsellor has read is no longer left over; how many."""
    read = Q(conversation__state=State.OPEN, conversation__counsellor_read_seq__gte=F("conversation__last_seq"))
    found = list(_left_tasks().filter(read).select_related("conversation__counsellor")[:MOST])
    for task in found:
        with transaction.atomic():
            settle(task.key, task.conversation.counsellor if task.conversation else None)
    return len(found)


def _left_tasks() -> "QuerySet[Task]":
    return Task.objects.pending().filter(kind=Kind.LEFT)
