"""How a page gets at a registration: only through the scope of today's postings; missing and forbidden look alike."""

from typing import cast

from django.http import Http404, HttpRequest

from portal.accounts.models import User

from ..desks import Desks, desks_of
from ..models import Registration


def staff(request: HttpRequest) -> User:
    """The signed-in person; `role_view` stands before every page of this room."""
    return cast(User, request.user)


def registration_for(request: HttpRequest, code: str) -> tuple[Registration, Desks]:
    """The registration of a code that the signed-in person may see, and their desks; Http404 otherwise."""
    found = (
        Registration.objects.visible_to(staff(request)).select_related("ward", "from_ward").filter(code=code).first()
    )
    if found is None:
        raise Http404
    return found, desks_of(staff(request))
