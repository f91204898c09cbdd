"""What a person needs to stand on their own: asked, referred, receiving, met or not met."""

from typing import Self

from django.conf import settings
from django.db import models

from portal.places.models import Facility, Ward
from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Registration

from ..states import OPEN_NEEDS, Need, NeedState


class SupportNeedQuerySet(models.QuerySet["SupportNeed"]):
    def open(self) -> Self:
        """Neither met nor given up."""
        return self.filter(state__in=OPEN_NEEDS)


class SupportNeed(models.Model):
    """A need. Kind, state, days and ward are for counting; provider as typed, result and own words are sealed."""

    class Source(models.TextChoices):
        FORM = "form"
        DESK = "desk"
        HELPER = "helper"

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="support_needs")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Need)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.ASKED)
    source = models.CharField(max_length=8, choices=Source, default=Source.FORM)
    asked_on = models.DateField()
    referred_on = models.DateField(null=True, blank=True)
    receiving_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    not_met_on = models.DateField(null=True, blank=True)
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    provider = EncryptedTextField(blank=True)
    """Who supports, where the directory does not list them."""
    reason = models.CharField(max_length=16, blank=True)
    """Key of the list need_not_met; `other` with own words."""
    words = EncryptedTextField(blank=True)
    """What came of it, or why it stayed unmet, in the desk's own words."""
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = SupportNeedQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        indexes = [models.Index(fields=["ward", "kind", "state", "asked_on"], name="support_need_counts")]
        constraints = [
            models.CheckConstraint(name="support_need_kind_known", condition=models.Q(kind__in=Need.values)),
            models.CheckConstraint(name="support_need_state_known", condition=models.Q(state__in=NeedState.values)),
            models.CheckConstraint(
                name="support_need_met_has_a_day", condition=~models.Q(state="met") | models.Q(met_on__isnull=False)
            ),
            models.CheckConstraint(
                name="support_need_unmet_has_a_reason", condition=~models.Q(state="not_met") | ~models.Q(reason="")
            ),
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=models.Q(state__in=["asked", "referred", "receiving"]),
                name="one_open_need_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"need {self.pk}"

    @property
    def provider_name(self) -> str:
        """Who supports, in words; empty while nobody does."""
        return self.facility.name if self.facility else self.provider
