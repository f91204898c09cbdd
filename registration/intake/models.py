"""What intake stores: the draft of a form, and one-time codes. Nothing here outlives its purpose (`retention`)."""

import uuid

from django.db import models
from django.utils import timezone

from portal.privacy.fields import EncryptedJSONField, EncryptedTextField


class Draft(models.Model):
    """Answers so far, sealed. Found by the hash of the browser's token, or by its resume code with a one-time code.

    `answers` holds valid answers by field name; `pending` what was typed and not yet valid, by step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    code_index = models.CharField(max_length=64, unique=True)
    code = EncryptedTextField()
    answers = EncryptedJSONField(default=dict)
    pending = EncryptedJSONField(default=dict)
    started_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"


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
