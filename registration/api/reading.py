"""Which registrations a client may know of: a filter in the query, so that missing and forbidden look alike."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.privacy.index import blind_index
from registration.casework.codes import BadCode, normalise
from registration.casework.models import Registration

from . import faults
from .models import ApiClient, HandedIn

REFERENCE_LENGTH = 32


def visible_to(client: ApiClient) -> QuerySet[Registration]:
    """What was received at the client's wards, and what this client handed in there.

    A dossier that was prepared elsewhere is known to nobody until the person shows the code at the desk.
    """
    there = (
        Registration.objects.all() if client.every_ward else Registration.objects.filter(ward__in=client.wards.all())
    )
    own = Exists(HandedIn.objects.filter(registration=OuterRef("pk"), client=client))
    return there.filter(Q(received_at__isnull=False) | own)


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


def reference(client_id: int, registration_id: object) -> str:
    """The registration's name between us and one client: stable, says nothing, and opens nothing.

    The code is half of the citizen's access, so messages to a client that does not know it carry this instead; two
    clients cannot compare theirs.
    """
    return blind_index(f"{client_id}:{registration_id}", "api.reference")[:REFERENCE_LENGTH]
