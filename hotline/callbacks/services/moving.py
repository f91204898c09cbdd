"""The one place where a task changes its state: lock the row, hold it against the table, write."""

import uuid
from typing import Any

from hotline.callbacks.errors import NotNow, NotYours
from hotline.callbacks.models import Task
from hotline.callbacks.states import MOVES, Act
from hotline.conversations import events
from portal.accounts.models import Role
from portal.audit.log import record


def locked(key: uuid.UUID) -> Task:
    """The task, its row locked until the transaction ends. Raises NotNow where it is not there."""
    task = Task.objects.select_for_update().filter(pk=key).first()
    if task is None:
        raise NotNow
    return task


def move(task: Task, act: Act, user: Any, **changes: Any) -> None:
    """Carry out `act` on the locked `task` and save it with `changes`. Raises NotNow, NotYours.

    `user` None is the service itself: it may always finish what is no longer needed."""
    allowed, target = MOVES[act]
    if task.state not in allowed:
        raise NotNow
    if user is not None and task.assignee_id not in {None, user.pk} and not user.has_role(Role.SUPERVISOR):
        raise NotYours
    for name, value in (changes | {"state": target}).items():
        setattr(task, name, value)
    task.save(update_fields=["state", *changes])
    if user is not None:
        record(user, f"task.{act.value}", "task", str(task.pk), detail={"kind": task.kind})
    events.wake_board(queue_moved=False)
