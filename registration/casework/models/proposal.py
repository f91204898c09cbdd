"""The proposal that a registration cannot be settled here, and the chief's confirmation: four eyes in the database."""

from django.conf import settings
from django.db import models

from portal.privacy.fields import EncryptedTextField

from .registration import Registration


class NotEligibleProposal(models.Model):
    """Reason (key of the list `not_eligible`) and next step for the person; confirmed by someone else or superseded."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="not_eligible_proposals")
    reason = models.CharField(max_length=32)
    own_words = EncryptedTextField(blank=True, default="")
    """The reason in the desk's own words, where `reason` is `other`."""
    next_step = EncryptedTextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_their_own_proposal",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=models.Q(confirmed_at__isnull=True, superseded_at__isnull=True),
                name="one_pending_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def reason_given(self) -> str:
        """The desk's own words, or the key of the list."""
        return self.own_words or self.reason
