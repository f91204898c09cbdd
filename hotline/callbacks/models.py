"""Tasks of the line with a due time. Numbers and words are sealed; a number is found again by a blind index only.

A task outlives its words: when it ended long ago, or its conversation was erased, the row stays as a figure. Rules are
in `services/`, one file a verb; the table of moves in `states`.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hotline.callbacks.promise import promise
from hotline.callbacks.states import PENDING, Kind, Outcome, State
from hotline.conversations.models import Conversation
from portal.accounts.models import Role
from portal.privacy.fields import EncryptedTextField


class TaskQuerySet(models.QuerySet["Task"]):
    """The questions that the staff page, the jobs and retention ask."""

    def visible_to(self, user: Any) -> Self:
        """A counsellor sees what is theirs and what nobody has taken; a supervisor everything."""
        roles = user.roles_today()
        if Role.SUPERVISOR in roles:
            return self
        free = Q(assignee=None) & ~Q(kind=Kind.RISK)
        return self.filter(free | Q(assignee=user)) if Role.COUNSELLOR in roles else self.none()

    def pending(self) -> Self:
        """Not ended."""
        return self.filter(state__in=PENDING)

    def overdue(self, now: datetime) -> Self:
        """Pending after its time."""
        return self.pending().filter(due_at__lt=now)

    def to_escalate(self, now: datetime) -> Self:
        """Overdue by more than the supervisors' patience, and they have not been told."""
        return self.overdue(now - timedelta(minutes=promise().escalate_minutes)).filter(escalated_at=None)

    def with_words_after(self, now: datetime) -> Self:
        """Ended or begun so long ago that their words must go."""
        known = promise()
        ended = Q(done_at__lt=now - timedelta(days=known.keep_days))
        return self.filter(ended | Q(created_at__lt=now - timedelta(days=known.longest_days)), forgotten_at=None)


class Task(models.Model):
    """One thing to do, due at a moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    key = models.CharField(max_length=80, blank=True)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="tasks")
    path = models.CharField(max_length=200, blank=True)

    nickname = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    words = EncryptedTextField(blank=True)
    safe = EncryptedTextField(blank=True)
    say_who = models.BooleanField(default=False)
    may_text = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="vi")
    take_back_hash = models.CharField(max_length=64, blank=True, db_index=True)
    slot_starts_at = models.DateTimeField(null=True, blank=True)
    slot_ends_at = models.DateTimeField(null=True, blank=True)

    due_at = models.DateTimeField()
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_words = EncryptedTextField(blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key="") & Q(state__in=PENDING), name="one_pending_task_per_key"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="task_due"),
            models.Index(fields=["assignee", "state"], name="task_assignee"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.pk)[:8]}"

    @property
    def is_pending(self) -> bool:
        """Not ended."""
        return self.state in PENDING

    @property
    def is_overdue(self) -> bool:
        """Pending after its time."""
        return self.is_pending and self.due_at < timezone.now()


class Try(models.Model):
    """One try at a task: who, when, what came of it. A figure; it holds no word."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="attempts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%d.%m. %H:%M}"
