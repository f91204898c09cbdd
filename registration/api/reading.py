"""Which registrations a client may know of: a filter in the query, so that missing and forbidden look alike."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.privacy.index import blind_index
from registration.casework.codes import BadCode, normalise
from registration.casework.models import Registration
from registration.treatment.models import Referral
from registration.treatment.states import ReferralState

from . import faults
from .models import ApiClient, HandedIn

REFERENCE_LENGTH = 32


def visible_to(client: ApiClient) -> QuerySet[Registration]:
    """What was received at the client's wards, what this client handed in there, and who is referred to its facility.

    A dossier that was prepared elsewhere is known to nobody until the person shows the code at the desk.
    """
    seen = Q(received_at__isnull=False) | Q(Exists(HandedIn.objects.filter(registration=OuterRef("pk"), client=client)))
    if not client.every_ward:
        seen &= Q(ward__in=client.wards.all())
    if client.facility_id:
        here = Referral.objects.open().filter(registration=OuterRef("pk"), facility=client.facility_id)
        seen |= Q(Exists(here), erased_at=None)
    return Registration.objects.filter(seen)


def find(client: ApiClient, code: str) -> Registration:
    """The registration of `code` in any spelling; raises Fault 404."""
    try:
        signs = normalise(code)
    except BadCode as error:
        raise faults.not_found() from error
    found = visible_to(client).filter(code=signs).first()
    if found is None:
        raise faults.not_found()
    return found


def referral(client: ApiClient, code: str) -> Referral | None:
    """The last referral of that registration to the client's facility, however it ended; None where there is none.

    Facility software may repeat its last report after the end, so a closed referral is found, and shows nothing new.
    """
    if not client.facility_id:
        return None
    try:
        signs = normalise(code)
    except BadCode:
        return None
    found = Referral.objects.filter(
        facility=client.facility_id, registration__code=signs, registration__erased_at=None
    ).exclude(state=ReferralState.REVOKED)
    return found.select_related("registration", "facility").order_by("-proposed_at", "-pk").first()


def reference(client_id: int, registration_id: object) -> str:
    """The registration's name between us and one client: stable, says nothing, and opens nothing.

    The code is half of the citizen's access, so messages to a client that does not know it carry this instead; two
    clients cannot compare theirs.
    """
    return blind_index(f"{client_id}:{registration_id}", "api.reference")[:REFERENCE_LENGTH]
