"""What intake stores: drafts, one-time codes, and two small counts. Nothing here outlives its purpose (`retention`)."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.privacy.fields import EncryptedJSONField, EncryptedTextField


class DraftQuerySet(models.QuerySet["Draft"]):
    def living(self, now: datetime | None = None) -> Self:
        """Drafts whose time has not run out, each counted from its last activity."""
        return self.filter(self._kept_since(now or timezone.now()))

    def lapsed(self, now: datetime) -> Self:
        """Drafts that have to be forgotten."""
        return self.exclude(self._kept_since(now))

    @staticmethod
    def _kept_since(now: datetime) -> models.Q:
        kept = models.Q(pk__in=[])
        for days in Draft.Kept.values:
            kept |= models.Q(kept_days=days, active_at__gt=now - timedelta(days=days))
        return kept


class Draft(models.Model):
    """Answers so far, sealed. Found by the hash of the browser's token, or by its resume code with a one-time code.

    `answers` holds valid answers by field name; `pending` what was typed and not yet valid, by step. A draft with a
    `clerk` is written at a police desk and is found by that officer alone.
    """

    class Kept(models.IntegerChoices):
        WEEK = 7
        MONTH = 30

    class Origin(models.TextChoices):
        WEB = "web"
        DESK = "desk"
        PAPER = "paper"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    code_index = models.CharField(max_length=64, unique=True)
    code = EncryptedTextField()
    answers = EncryptedJSONField(default=dict)
    pending = EncryptedJSONField(default=dict)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    kept_days = models.PositiveSmallIntegerField(default=Kept.WEEK)
    remind = models.BooleanField(default=False)
    """The person asked for one neutral SMS the day before the draft is removed."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.WEB)
    paper_received_at = models.DateTimeField(null=True, blank=True)
    """When the desk took the paper form that is entered here; the legal clock runs from then."""
    started_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def kept_until(self) -> datetime:
        """When it is removed, unless something is saved before."""
        return self.active_at + timedelta(days=self.kept_days)


class OneTimeCode(models.Model):
    """A code sent by SMS, or the empty shell of one where there was nothing to send (so that both look alike)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=16)
    subject = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"one-time code {self.pk}"


class CodesOfDay(models.Model):
    """How many one-time codes really went out on a day: the whole portal's budget against SMS pumping."""

    day = models.DateField(primary_key=True)
    sent = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.sent}"


class UsedHandover(models.Model):
    """The fingerprint of a counsellor's link that has been used, so that it works once."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.fingerprint[:8]
