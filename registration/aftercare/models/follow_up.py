"""A contact of helper and person: planned on a day, then done, missed or moved to another day."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from portal.places.models import Ward
from portal.privacy.fields import EncryptedJSONField
from registration.casework.models import Registration

from ..states import Channel, Contact


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions of helper and desk; they chain."""

    def planned(self) -> Self:
        return self.filter(state=Contact.PLANNED)

    def overdue(self, today: date) -> Self:
        """Planned for a day before `today`, and nobody said what came of it."""
        return self.planned().filter(due_on__lt=today)


class FollowUp(models.Model):
    """A contact. `number` is its place in the plan, 0 for one beside the plan; `words` is sealed.

    `escalation`: how far an unsettled one has been carried: 0 nobody, 1 helper, 2 committee desk, 3 chair.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="follow_ups")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=Contact, default=Contact.PLANNED)
    number = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    happened_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    words = EncryptedJSONField(default=dict)
    """`signal` (key of the list support_signal), `how`, `reason`: never a result of a test."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    moved_to = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="moved_from")
    escalation = models.PositiveSmallIntegerField(default=0)
    key = models.UUIDField(null=True, blank=True, unique=True)
    """The form's key: what a phone sends twice is one contact."""

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="follow_up_planned", condition=models.Q(state="planned")),
            models.Index(fields=["ward", "state", "due_on"], name="follow_up_of_ward"),
        ]
        constraints = [
            models.CheckConstraint(name="follow_up_state_known", condition=models.Q(state__in=Contact.values)),
            models.CheckConstraint(
                name="follow_up_settled_once",
                condition=models.Q(state="planned", settled_at__isnull=True)
                | (~models.Q(state="planned") & models.Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="follow_up_done_has_a_day",
                condition=~models.Q(state="done") | models.Q(happened_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody said what came of it."""
        return self.state == Contact.PLANNED and self.due_on < today
