"""The periodic report of a province or ward: drafted by one, checked by another, sent, and never changed after that.

States and who may move them: `report_states.py`. A mistake found later is a new version that corrects the sent one.
Four eyes and the frozen figures are rules of the database (constraints here, a trigger in the migrations).
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from .place_and_time import PlaceAndTime


class State(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", pgettext_lazy("state of a report", "Draft")
    CHECKED = "checked", pgettext_lazy("state of a report", "Checked")
    SENT = "sent", pgettext_lazy("state of a report", "Sent")


def _staff(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Report(PlaceAndTime):
    """One version of a report; `figures` holds its numbers and words as they were (`actions/figures_now.py`)."""

    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    figures = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    drafted_by = _staff()
    drafted_at = models.DateTimeField()
    checked_by = _staff(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    sent_by = _staff(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "ward", "kind", "year", "version"], name="one_report_version", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["province", "ward", "kind", "year"],
                condition=~Q(state=State.SENT),
                name="one_report_in_hand",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="nobody_checks_their_own_report",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="report_state_whole",
                condition=Q(state=State.DRAFT, checked_by__isnull=True, checked_at__isnull=True, sent_at__isnull=True)
                | Q(state=State.CHECKED, checked_by__isnull=False, checked_at__isnull=False, sent_at__isnull=True)
                | Q(
                    state=State.SENT,
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                    sent_by__isnull=False,
                    sent_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.period_slug} v{self.version}"
