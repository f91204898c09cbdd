"""Demo data of visits: some of the demo wards' prepared and received files have one. Safe to repeat."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.places.models import Ward
from registration.casework.models import Registration

from . import slots
from .actions.book import BOOKABLE
from .models import Appointment

ORDER = 60
WARDS = ("00070", "00082")
EACH = 6


def load(size: float, out: Any) -> None:
    """Up to six booked visits in each demo ward, written without text messages."""
    now, made = timezone.now(), 0
    for ward in Ward.objects.filter(pk__in=WARDS):
        if Appointment.objects.filter(ward=ward).exists():
            continue
        waiting = Registration.objects.filter(
            ward=ward, status__in=BOOKABLE, finish_key__startswith="demo:", appointments=None
        ).order_by("finish_key")[:EACH]
        free = slots.free(ward, now)[::3]
        with transaction.atomic():
            for registration, slot in zip(waiting, free, strict=False):
                Appointment.objects.create(
                    registration=registration,
                    ward=ward,
                    starts_at=slot.starts_at,
                    ends_at=slot.ends_at,
                    seat=0,
                    booked_at=now,
                    changed_at=now,
                )
                made += 1
    out.write(f"visits: {made} made")
