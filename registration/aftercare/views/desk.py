"""The committee desk's page of aftercare: late contacts, nobody named, needs, ends that come near."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.permissions import role_view
from registration.casework.views.access import staff

from .. import access
from ..overview import overview
from .needs import COMMITTEE


@never_cache
@require_safe
@role_view(*COMMITTEE)
def listing(request: HttpRequest) -> HttpResponse:
    """The lists; files by code, no name stands here."""
    found = overview(staff(request))
    access.note_list(staff(request), "aftercare.desk", len(found.late) + len(found.needs))
    return render(request, "aftercare/desk.html", {"overview": found, "today": timezone.localdate()})
