"""A decision that an officer prepared for the chief's signature: place, day, reasons."""

from django.conf import settings
from django.db import models

from portal.privacy.fields import EncryptedTextField

from .registration import Registration


class DecisionDraft(models.Model):
    """Drafted by `drafted_by`; signed by somebody else (`Decision.drafted_by` is guarded there), or superseded.

    The draft belongs to the desk, not to a chief: whoever is chief on the day of signing signs it.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="decision_drafts")
    place = models.CharField(max_length=24)
    starts_on = models.DateField()
    reasons = EncryptedTextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["drafted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=models.Q(signed_at__isnull=True, superseded_at__isnull=True),
                name="one_pending_decision_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
