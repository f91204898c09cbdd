"""What visits store: how a ward's desk takes visitors, the days it is closed, and the appointments.

An appointment holds no word about the person. Its seat makes the capacity a rule of the database: two bookings of the
same seat cannot both be written.
"""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, User
from portal.places.models import Ward
from registration.casework.models import Registration

from .states import State


class DeskTimes(models.Model):
    """How one ward takes visitors; a ward without a row has the values given here."""

    ward = models.OneToOneField(Ward, on_delete=models.CASCADE, primary_key=True, related_name="+")
    takes_bookings = models.BooleanField(_("Visits can be booked"), default=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("Length of a visit in minutes"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(120)],
    )
    capacity = models.PositiveSmallIntegerField(
        _("Visits at the same time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    ahead_days = models.PositiveSmallIntegerField(
        _("How many days ahead"), default=14, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    def __str__(self) -> str:
        return f"{self.slot_minutes} min × {self.capacity}"


class ClosedDay(models.Model):
    """A day on which a ward's desk takes no visits, beside the days off of the calendar."""

    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["ward", "day"], name="closed_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by who may see them and by what is ahead."""

    def visible_to(self, user: User) -> Self:
        """Those at the police desks of today's postings."""
        return self.filter(ward__in=user.wards_today(*POLICE_DESK))

    def booked(self) -> Self:
        return self.filter(state=State.BOOKED)

    def between(self, first: datetime, last: datetime) -> Self:
        return self.filter(starts_at__gte=first, starts_at__lt=last)


class Appointment(models.Model):
    """One visit of one registration's person at one ward's desk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="appointments")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_desk = models.BooleanField(default=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "seat"]
        indexes = [models.Index(fields=["ward", "starts_at"], name="appointment_desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "starts_at", "seat"], condition=models.Q(state="booked"), name="one_visit_per_seat"
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(state="booked"), name="one_booked_visit_per_registration"
            ),
            models.CheckConstraint(name="appointment_state_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="appointment_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M} {self.state}"
