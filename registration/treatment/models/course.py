"""What belongs to one course of treatment beside its stages: plan, contract, the way to a public facility, a return.

All lengths and form numbers come from the rule set; these rows keep days, moments and sealed words.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from portal.places.models import Facility
from portal.privacy.fields import EncryptedJSONField, EncryptedTextField
from registration.casework.models import Registration

USER = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """The short plan of treatment and return (F 18, F 19), with the provider at home or in the community."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="treatment_plan")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    provider = EncryptedTextField(blank=True)
    words = EncryptedJSONField(default=dict)
    """Part of the plan (`forms/desk.py: PlanForm`) -> words."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Contract(models.Model):
    """The contract with a private facility (F 29), and the person's going home after the first stages."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="contract")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    number = EncryptedTextField()
    signed_on = models.DateField()
    from_on = models.DateField()
    to_on = models.DateField()
    stages: Any = ArrayField(models.CharField(max_length=32), default=list)
    went_home_on = models.DateField(null=True, blank=True)
    facility_tells_by = models.DateTimeField(null=True, blank=True)
    facility_told_at = models.DateTimeField(null=True, blank=True)
    person_tells_by = models.DateTimeField(null=True, blank=True)
    person_told_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="contract_ends_after_its_start", condition=Q(to_on__gte=F("from_on"))),
        ]

    def __str__(self) -> str:
        return f"contract {self.pk}"


class PublicStep(models.Model):
    """One step on the way to a public facility or school, with its own clock; the next begins when it is done."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="public_steps")
    key = models.CharField(max_length=32)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    """The facility that was assigned."""
    number = EncryptedTextField(blank=True)
    """Number of the letter or record."""

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [models.UniqueConstraint(fields=["registration", "key"], name="public_step_once")]

    def __str__(self) -> str:
        return f"step {self.key}"


class Return(models.Model):
    """A new registration of somebody whose earlier treatment stopped: the earlier one counts."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="came_back")
    earlier = models.ForeignKey(Registration, models.CASCADE, related_name="returns")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_returns_to_itself", condition=~Q(registration=F("earlier"))),
        ]

    def __str__(self) -> str:
        return f"return {self.pk}"
