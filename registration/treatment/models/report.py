"""What a facility or provider reported to the desk, by page or by its software; the desk records it as its own act."""

from django.conf import settings
from django.db import models

from portal.places.models import Facility
from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Registration

from ..states import ReportKind


class ProviderReport(models.Model):
    """A report. `due_at` is until when the law wanted it; `confirmed_at` when the desk recorded the step."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="provider_reports")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ReportKind)
    on = models.DateField()
    reason = models.CharField(max_length=16, blank=True)
    words = EncryptedTextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reported_at", "id"]
        constraints = [
            models.CheckConstraint(name="provider_report_kind_known", condition=models.Q(kind__in=ReportKind.values)),
            models.UniqueConstraint(fields=["registration", "facility", "kind", "on"], name="one_provider_report"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether it came after the time of the law."""
        return self.due_at is not None and self.reported_at > self.due_at
