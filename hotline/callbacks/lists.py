"""What the staff page of tasks shows: parts with their rows, without a word or number of a person."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hotline.callbacks.models import Task
from portal.accounts.models import Role
from portal.calendar.deadlines import VIETNAM

MOST = 200


@dataclass(frozen=True)
class Part:
    """A heading and its rows."""

    name: str
    title: str | Promise
    rows: list[Task]


def parts(user: Any, now: datetime, *, mine: bool = False) -> list[Part]:
    """Before the supervisors, overdue, today, later; for `mine` only what the user has taken."""
    found = Task.objects.visible_to(user).pending().select_related("assignee", "conversation")
    if mine:
        found = found.filter(assignee=user)
    rows = list(found.order_by("due_at")[:MOST])
    midnight = datetime.combine(now.astimezone(VIETNAM).date() + timedelta(days=1), time.min, VIETNAM)
    told = [task for task in rows if task.escalated_at and user.has_role(Role.SUPERVISOR)] if rows else []
    rest = [task for task in rows if task not in told]
    all_parts = [
        Part("escalated", _("For the supervisor"), told),
        Part("overdue", _("Overdue"), [task for task in rest if task.due_at < now]),
        Part("today", _("Due today"), [task for task in rest if now <= task.due_at < midnight]),
        Part("later", _("Due later"), [task for task in rest if task.due_at >= midnight]),
    ]
    return [part for part in all_parts if part.rows]


def done_lately(user: Any) -> list[Task]:
    """The last that ended."""
    done = Task.objects.visible_to(user).filter(state="done").select_related("assignee", "conversation")
    return list(done.order_by("-done_at")[:50])


def how_many_wait(user: Any) -> int:
    """Due or overdue by the end of the hour; the number on the staff home."""
    soon = datetime.now(VIETNAM) + timedelta(hours=1)
    return Task.objects.visible_to(user).pending().filter(due_at__lt=soon).count()
