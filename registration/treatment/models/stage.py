"""One of the overlapping stages of a person's treatment: from when to when, with which result."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.places.models import Facility
from registration.casework.models import Registration

from ..states import StageResult


class StageRecord(models.Model):
    """A stage; `key` is one of the rule set's stages. Stages overlap: none has to end before another begins."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="stages")
    key = models.CharField(max_length=32)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=StageResult, blank=True)
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    """The facility that recorded it; empty where the desk did."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["started_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "key"], name="stage_once"),
            models.CheckConstraint(
                name="stage_ends_after_its_start", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))
            ),
            models.CheckConstraint(
                name="stage_result_needs_its_end", condition=Q(result="") | Q(ended_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"stage {self.key}"
