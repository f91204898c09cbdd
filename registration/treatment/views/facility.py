"""The facility staff's own pages: who was referred, one person, the steps, the places."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import Role
from portal.accounts.permissions import role_view
from registration.casework.views.access import staff

from .. import access, people
from ..access import Facilitator
from ..actions.places import set_places
from ..forms.facility import PlacesForm
from ..models import FacilityPlaces, Referral
from ..steps import FACILITY_STEPS
from .desk import stage_name
from .form_page import answer, typed

STAFF = (Role.FACILITY_STAFF,)
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@role_view(*STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody referred to one's facilities and not yet gone, who waits for an answer first; places beside it."""
    user = staff(request)
    found = people.listing(user, timezone.now())
    access.note_list(user, sum(len(group.rows) for group in found))
    facilities = list(user.facilities_today().select_related("places"))
    return render(request, "treatment/facility.html", {"groups": found, "facilities": facilities})


@never_cache
@require_safe
@role_view(*STAFF)
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person: what the facility needs to know, the stages, and what can be done next."""
    referral = referral_for(request, code)
    access.note_reading(referral, staff(request))
    return render(request, "treatment/facility_person.html", people.page_of(referral, timezone.localdate()))


@never_cache
@require_http_methods(METHODS)
@role_view(*STAFF)
def step(request: HttpRequest, code: str, name: str, key: str = "") -> HttpResponse:
    """One step. 404: nobody of ours, or no such step; 409: the state forbids it; 422: bad words."""
    referral, row = referral_for(request, code), FACILITY_STEPS.get(name)
    if row is None or row.keyed != bool(key):
        raise Http404
    subject = stage_name(referral.registration, key) if key else ""
    registration = referral.registration
    form: Any = row.form(typed(request), registration=registration, referral=referral, key=key)
    by = Facilitator(referral.facility, staff(request))
    status = answer(request, form, lambda: row.act(referral, by, form))
    if status == 302:
        messages.success(request, _("Saved: %(step)s") % {"step": row.label})
        still = Referral.objects.open().visible_to(staff(request)).filter(pk=referral.pk).exists()
        return redirect("treatment:person", code=registration.code) if still else redirect("treatment:facility")
    access.note_reading(referral, staff(request))
    context = {"referral": referral, "registration": registration, "form": form, "step": row, "subject": subject}
    return render(request, "treatment/facility_step.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
@role_view(*STAFF)
def places(request: HttpRequest, facility: int) -> HttpResponse:
    """How many people the facility can take."""
    found = staff(request).facilities_today().filter(pk=facility).first()
    if found is None:
        raise Http404
    row = FacilityPlaces.objects.filter(facility=found).first()
    form = PlacesForm(typed(request), initial={"places": row.places if row else None})  # type: ignore[arg-type]
    by = Facilitator(found, staff(request))
    status = answer(request, form, lambda: set_places(by, form.cleaned_data["places"]))
    if status == 302:
        messages.success(request, _("The number of places has been saved."))
        return redirect("treatment:facility")
    return render(request, "treatment/places.html", {"form": form, "facility": found, "row": row}, status=status)


def referral_for(request: HttpRequest, code: str) -> Referral:
    """The open referral of a code to a facility whose staff the signed-in person is; Http404 otherwise."""
    seen = Referral.objects.open().visible_to(staff(request))
    found = seen.select_related("facility", "registration__ward").filter(registration__code=code).first()
    if found is None:
        raise Http404
    return found
