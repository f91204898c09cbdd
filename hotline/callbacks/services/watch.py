"""The clock of the tasks: overdue ones come before the supervisors; nobody who waits at closing time is left out."""

from datetime import datetime

from hotline.callbacks.models import Task
from hotline.callbacks.services.keep import keep_left
from hotline.conversations import events
from hotline.conversations.line import line
from hotline.conversations.models import Conversation

MOST = 500


def escalate(now: datetime) -> int:
    """Tell the supervisors of what is overdue, each task once (one guarded update); how many."""
    told = Task.objects.to_escalate(now).update(escalated_at=now)
    if told:
        events.wake_board(queue_moved=False)
    return told


def keep_the_waiting(now: datetime) -> int:
    """While the line is closed, everybody who waits has a task; how many were missing."""
    if line().is_open(now):
        return 0
    known = Task.objects.pending().filter(key__startswith="left:").values("conversation")
    waiting = list(Conversation.objects.waiting().exclude(pk__in=known)[:MOST])
    for conversation in waiting:
        keep_left(conversation, now)
    return len(waiting)
