"""A member of staff works on a task: takes it, gives it back, tries again later, ends it."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.callbacks.models import Task, Try
from hotline.callbacks.notices import tell_missed
from hotline.callbacks.promise import next_try, promise
from hotline.callbacks.services.moving import locked, move
from hotline.callbacks.states import Act, Outcome


def take(key: uuid.UUID, user: Any) -> Task:
    """Make it mine; of all who press one wins. Raises NotNow, NotYours."""
    with transaction.atomic():
        task = locked(key)
        move(task, Act.TAKE, user, assignee=user, taken_at=timezone.now())
    return task


def give_back(key: uuid.UUID, user: Any) -> Task:
    """Back to everybody, with its time. Raises NotNow, NotYours."""
    with transaction.atomic():
        task = locked(key)
        move(task, Act.GIVE_BACK, user, assignee=None)
    return task


def not_reached(key: uuid.UUID, user: Any, now: datetime | None = None) -> Task:
    """A vain try. It becomes due again while the line is open; after the last try of the promise it ends as not
    reached, and who agreed to a text is told in neutral words. Raises NotNow, NotYours."""
    moment = now or timezone.now()
    with transaction.atomic():
        task = locked(key)
        tries = task.tries + 1
        if tries >= promise().tries:
            move(task, Act.FINISH, user, tries=tries, outcome=Outcome.NOT_REACHED, done_at=moment)
            tell_missed(task)
        else:
            due = next_try(moment, tries, task.slot_starts_at)
            move(task, Act.TRY_AGAIN, user, tries=tries, due_at=due, escalated_at=None, assignee=None)
        Try.objects.create(task=task, user=user, outcome=Outcome.NOT_REACHED, at=moment)
    return task


def finish(key: uuid.UUID, user: Any, outcome: Outcome, words: str = "") -> Task:
    """End it with what came of it; `words` are sealed. Raises NotNow, NotYours."""
    with transaction.atomic():
        task = locked(key)
        end(task, user, outcome, words)
        if user is not None:
            Try.objects.create(task=task, user=user, outcome=outcome)
    return task


def end(task: Task, user: Any, outcome: Outcome, words: str = "") -> None:
    """The same within the caller's transaction and lock."""
    moment, who = timezone.now(), task.assignee or user
    move(task, Act.FINISH, user, outcome=outcome, outcome_words=words, done_at=moment, assignee=who)
