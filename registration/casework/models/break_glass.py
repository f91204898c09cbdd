"""A coordinator opens one file of a ward in an emergency: with a written reason, for a short time, reading only."""

from django.conf import settings
from django.db import models

from portal.privacy.fields import EncryptedTextField

from .registration import Registration


class BreakGlass(models.Model):
    """`user` may read `registration` until `until`; the ward's desks and the citizen see that it happened."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="break_glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    """The chief of the desk has taken note of it."""
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["user", "until"], name="break_glass_running")]
        constraints = [
            models.CheckConstraint(name="break_glass_ends", condition=models.Q(until__gt=models.F("opened_at"))),
        ]

    def __str__(self) -> str:
        return f"break-glass {self.pk}"
