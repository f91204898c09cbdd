"""The places of a facility: taken and given back by guarded updates, so that never more are taken than there are."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from registration.casework.errors import BadInput, MoveRefused

from ..access import Facilitator
from ..models import FacilityPlaces

MOST = 100_000


class NoPlaceFree(MoveRefused):
    """Every place of the facility is taken."""


def set_places(by: Facilitator, places: int | None) -> FacilityPlaces:
    """The facility can take so many people from now on; None: no number named. Raises BadInput below what is taken."""
    by.guard()
    if places is not None and not 0 <= places <= MOST:
        raise BadInput("places", _("Write a number from 0 to 100,000."))
    with transaction.atomic():
        FacilityPlaces.objects.bulk_create([FacilityPlaces(facility=by.facility)], ignore_conflicts=True)
        row = FacilityPlaces.objects.select_for_update().get(facility=by.facility)
        if places is not None and places < row.taken:
            raise BadInput("places", _("%(taken)s places are taken now: not fewer than that.") % {"taken": row.taken})
        row.places = places
        row.save(update_fields=["places"])
        log.record(by.user, "facility.places", "facility", str(by.facility.pk), detail={"places": places})
    return row


def take(facility_id: int) -> None:
    """Take one place. Raises NoPlaceFree: of twenty at once, no more win than there are places."""
    FacilityPlaces.objects.bulk_create([FacilityPlaces(facility_id=facility_id)], ignore_conflicts=True)
    free = FacilityPlaces.objects.filter(Q(places=None) | Q(taken__lt=F("places")), facility_id=facility_id)
    if not free.update(taken=F("taken") + 1):
        raise NoPlaceFree(_("Every place of this facility is taken now."))


def give_back(facility_id: int) -> None:
    """Give one place back."""
    FacilityPlaces.objects.filter(facility_id=facility_id, taken__gt=0).update(taken=F("taken") - 1)
