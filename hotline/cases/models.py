"""Private pages of those who work with a counsellor: opened with a code and a PIN of their own choice.

No key to a registration, none to a name or number. The code is sealed and found by a blind index, the PIN hashed
(Argon2), the browser's secret hashed; every word is sealed and dies with the page. Rules in `services/`.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hotline.cases.promise import promise
from hotline.cases.states import LIVE, Author, Meeting, State
from hotline.conversations.models import Conversation
from portal.accounts.models import Role
from portal.privacy.fields import EncryptedTextField


class CaseQuerySet(models.QuerySet["Case"]):
    """The questions that staff pages and retention ask."""

    def visible_to(self, user: Any) -> Self:
        """A counsellor sees their own; a supervisor all."""
        roles = user.roles_today()
        if Role.SUPERVISOR in roles:
            return self
        return self.filter(counsellor=user) if Role.COUNSELLOR in roles else self.none()

    def live(self) -> Self:
        """Open, or waiting for the person's PIN."""
        return self.filter(state__in=LIVE)

    def to_erase(self, now: datetime) -> Self:
        """Closed long ago, silent for too long, or never opened by the person."""
        known = promise()
        closed = Q(state=State.CLOSED, closed_at__lt=now - timedelta(days=known.keep_closed_days))
        quiet = Q(last_activity_at__lt=now - timedelta(days=known.keep_quiet_days))
        unused = Q(state=State.NEW, setup_until__lt=now - timedelta(hours=known.setup_hours))
        return self.exclude(state=State.ERASED).filter(closed | quiet | unused)


class Case(models.Model):
    """One private page. `last_seq` numbers its messages, given under the row's lock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=6, choices=State.choices, default=State.NEW)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="cases")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    nickname = EncryptedTextField(blank=True)
    language = models.CharField(max_length=2, default="vi")

    sign = EncryptedTextField(blank=True)
    sign_index = models.CharField(max_length=64, null=True, blank=True, unique=True)
    pin_hash = models.CharField(max_length=200, blank=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    setup = EncryptedTextField(blank=True)  # shown to the counsellor until it is used or too old
    setup_hash = models.CharField(max_length=64, blank=True)
    setup_until = models.DateTimeField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    secret_since = models.DateTimeField(null=True, blank=True)
    secret_seen_at = models.DateTimeField(null=True, blank=True)

    last_seq = models.PositiveIntegerField(default=0)
    person_read_seq = models.PositiveIntegerField(default=0)
    counsellor_read_seq = models.PositiveIntegerField(default=0)

    created_at = models.DateTimeField(default=timezone.now)
    last_activity_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-last_activity_at"]
        indexes = [models.Index(fields=["counsellor", "state"], name="case_counsellor")]

    def __str__(self) -> str:
        return f"case {str(self.pk)[:8]}"

    @property
    def is_live(self) -> bool:
        """Open, or waiting for the person's PIN."""
        return self.state in LIVE


class CaseMessage(models.Model):
    """One message; `seq` without gaps, `client_id` makes a repeat harmless."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=10, choices=Author.choices)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    body = EncryptedTextField()
    client_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="case_message_seq_once"),
            models.UniqueConstraint(fields=["case", "client_id"], name="case_message_client_id_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.seq}"


class Appointment(models.Model):
    """A meeting or talk that was agreed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="appointments")
    starts_at = models.DateTimeField()
    where = EncryptedTextField(blank=True)
    state = models.CharField(max_length=9, choices=Meeting.choices, default=Meeting.PLANNED)

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"{self.starts_at:%d.%m. %H:%M}"


class PlanStep(models.Model):
    """One step of the plan that the person and the counsellor made."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="plan")
    words = EncryptedTextField()
    done_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"step {self.pk}"
