"""A file that a person sent or the desk added: kept encrypted in the database, handed out only as an attachment."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.privacy.fields import EncryptedBinaryField, EncryptedTextField

from .registration import Registration
from .request import CompletionRequest


class Document(models.Model):
    """An uploaded file; it belongs to a draft (`draft_ref`, the wizard's reference) until the registration is filed."""

    class Kind(models.TextChoices):
        DETERMINATION_RESULT = "determination_result"
        SUBSTITUTION_LETTER = "substitution_letter"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="documents"
    )
    draft_ref = models.UUIDField(null=True, blank=True, db_index=True)
    completion_request = models.ForeignKey(
        CompletionRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    kind = models.CharField(max_length=24, choices=Kind, default=Kind.OTHER)
    item = models.CharField(max_length=32, blank=True, default="")
    """The asked-for part that this file answers (a key of `CompletionRequest.items`)."""
    name = EncryptedTextField(blank=True)
    """The name the file had on the person's device; never used as a file name by us."""
    content = EncryptedBinaryField()
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.content_type})"
