"""A time in which a legal clock stands still: since when, until when, why, and by which article."""

from django.conf import settings
from django.db import models

from portal.privacy.fields import EncryptedTextField

from .registration import Registration


class Suspension(models.Model):
    """The clock `clock` of a registration stood still from `started_at` to `ended_at` (open: it still does).

    `due_before` is the latest date as it was; when the suspension ends, `due_after` is the one that takes its place.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="suspensions")
    clock = models.CharField(max_length=32)
    clock_started_at = models.DateTimeField()
    due_before = models.DateTimeField()
    due_after = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=32)
    """A key of the rule set's grounds of suspension, which carry the article."""
    article = models.CharField(max_length=60)
    own_words = EncryptedTextField(blank=True, default="")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(ended_at__isnull=True), name="one_open_suspension"
            ),
            models.CheckConstraint(
                name="suspension_ends_after_its_start",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"suspension {self.pk}"
