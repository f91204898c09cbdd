"""Which registrations a client may know of: a filter in the query, so that missing and forbidden look alike."""

from django.db.models import Q, QuerySet

from registration.casework.codes import BadCode, normalise
from registration.casework.models import Registration

from . import faults
from .models import ApiClient


def visible_to(client: ApiClient) -> QuerySet[Registration]:
    """What was received at the client's wards, and what this client handed in there.

    A dossier that was prepared elsewhere is known to nobody until the person shows the code at the desk.
    """
    return Registration.objects.filter(ward__in=client.wards.all()).filter(
        Q(received_at__isnull=False) | Q(api_answers__client=client)
    )


def find(client: ApiClient, code: str) -> Registration:
    """The registration of `code` in any spelling; raises Fault 404."""
    try:
        signs = normalise(code)
    except BadCode as error:
        raise faults.not_found() from error
    found = visible_to(client).filter(code=signs).distinct().first()
    if found is None:
        raise faults.not_found()
    return found
