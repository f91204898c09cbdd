"""What was asked and done when a life seemed in danger. Replies, ticks and words are sealed and die with the
conversation; kind, level, outcome and times stay as figures. The questions are data (`protocol`)."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.risk.states import Kind, Level, Outcome
from portal.privacy.fields import EncryptedJSONField, EncryptedTextField


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """The questions that the panel and figures ask."""

    def open(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def made_between(self, since: datetime, until: datetime) -> Self:
        """For figures."""
        return self.filter(started_at__gte=since, started_at__lt=until)


class Assessment(models.Model):
    """One look at a danger: replies, the level they make, what was done, how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.WATCH)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    replies = EncryptedJSONField(default=dict)
    done = EncryptedJSONField(default=dict)
    words = EncryptedTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    escalated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "kind"], condition=models.Q(closed_at=None), name="one_open_assessment_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["started_at"], name="assessment_started")]

    def __str__(self) -> str:
        return f"{self.kind} {str(self.pk)[:8]}"
