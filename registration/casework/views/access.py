"""How a page gets at a registration: only through the scope of today's postings; missing and forbidden look alike."""

from django.http import Http404, HttpRequest

from ..desks import Desks, desks_of
from ..models import Registration


def registration_for(request: HttpRequest, code: str) -> tuple[Registration, Desks]:
    """The registration of a code that the signed-in person may see, and their desks; Http404 otherwise."""
    found = Registration.objects.visible_to(request.user).select_related("ward", "from_ward").filter(code=code).first()
    if found is None:
        raise Http404
    return found, desks_of(request.user)
