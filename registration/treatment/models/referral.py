"""A referral of a person to a facility, and the places that a facility has: never more taken than there are."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.accounts.models import User
from portal.places.models import Facility
from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Registration

from ..states import HOLDS_A_PLACE, OPEN_REFERRALS, Ground, ReferralState


class FacilityPlaces(models.Model):
    """How many people a facility can take (empty: not said, no limit), and how many places are taken.

    `taken` is changed by guarded updates alone (`actions/places.py`); the constraint is the last word.
    """

    facility = models.OneToOneField(Facility, models.PROTECT, related_name="places")
    places = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="never_more_taken_than_places", condition=Q(places__isnull=True) | Q(taken__lte=F("places"))
            ),
        ]

    def __str__(self) -> str:
        return f"places of {self.facility_id}"

    @property
    def free(self) -> int | None:
        """Places left; None where the facility named no number."""
        return None if self.places is None else self.places - self.taken


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> Self:
        """Not yet declined, discharged or taken back."""
        return self.filter(state__in=OPEN_REFERRALS)

    def visible_to(self, user: User) -> Self:
        """The referrals to the facilities whose staff `user` is today."""
        return self.filter(facility__in=user.facilities_today(), registration__erased_at=None)


class Referral(models.Model):
    """A referral. One open referral a registration."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="referrals")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ReferralState, default=ReferralState.PROPOSED)
    ground = models.CharField(max_length=8, choices=Ground, default=Ground.AGREED)
    """Why the facility may be told who the person is: consent, or a decision that names it."""
    note = EncryptedTextField(blank=True)
    """What the desk tells the facility beyond the person's name and contact."""
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    admitted_on = models.DateField(null=True, blank=True)
    discharged_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """Who took the last step; empty for facility software and the portal itself."""
    reason = models.CharField(max_length=16, blank=True)
    """Why declined, taken back or discharged: a key of the list of that step, or `other` with own words."""
    words = EncryptedTextField(blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["facility", "state", "proposed_at"], name="referral_of_facility")]
        constraints = [
            models.CheckConstraint(name="referral_state_known", condition=Q(state__in=ReferralState.values)),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state__in=["proposed", "accepted", "admitted"]),
                name="one_open_referral",
            ),
            models.CheckConstraint(
                name="referral_declined_has_a_reason", condition=~Q(state="declined") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="referral_admitted_has_a_day", condition=~Q(state="admitted") | Q(admitted_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @property
    def holds_a_place(self) -> bool:
        return self.state in HOLDS_A_PLACE
