"""Notes on a file, and the sign of life of somebody who has it open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.permissions import role_view

from .. import presence, versions
from ..actions.write_note import write_note
from ..desks import DESK_ROLES
from ..errors import BadInput
from .access import registration_for, staff
from .detail import show


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def note(request: HttpRequest, code: str) -> HttpResponse:
    """`text`: a note for the desk's colleagues; too long or empty comes back with the words as typed."""
    registration, desks = registration_for(request, code)
    try:
        write_note(registration, staff(request), desks, request.POST.get("text", ""))
    except BadInput as bad:
        return show(request, registration, desks, note_error=str(bad.words), status=422)
    messages.success(request, _("The note is kept. Only the desk reads it."))
    return redirect(reverse("casework:detail", kwargs={"code": registration.code}) + "#notes")


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def here(request: HttpRequest, code: str) -> HttpResponse:
    """The page's sign of life, every 20 seconds: who else is here, and whether the file has gone on since `version`."""
    registration, _desks = registration_for(request, code)
    if "leave" in request.POST:
        presence.leave(registration, staff(request))
        return JsonResponse({})
    version = versions.read(request.POST)
    changed = version is not None and version != registration.event_count
    return JsonResponse({"here": presence.in_words(presence.others(registration, staff(request))), "changed": changed})
