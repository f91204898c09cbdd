"""Support needs: noted by helper or desk, carried on by the committee desk, one page a step."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Role
from portal.accounts.permissions import role_view
from registration.casework import reading
from registration.casework.desks import desks_of
from registration.casework.errors import BadInput, MoveRefused
from registration.casework.models import Registration
from registration.casework.views.access import staff

from .. import access
from ..actions.needs import advance, ask
from ..forms.needs import STEP_FORMS, AskForm
from ..models import SupportNeed
from ..states import NEED_STEPS, STEP_LABELS
from .people import HELPER, person_for

COMMITTEE = (Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR)
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@role_view(*HELPER)
def ask_by_helper(request: HttpRequest, code: str) -> HttpResponse:
    """A helper notes what a person asked for."""
    registration = person_for(request, code)
    return _ask(request, registration, SupportNeed.Source.HELPER, "aftercare:person")


@never_cache
@require_http_methods(METHODS)
@role_view(*COMMITTEE)
def ask_at_desk(request: HttpRequest, code: str) -> HttpResponse:
    """The desk notes a need."""
    registration = supported_for(request, code)
    return _ask(request, registration, SupportNeed.Source.DESK, "casework:detail")


@never_cache
@require_http_methods(METHODS)
@role_view(*COMMITTEE)
def step(request: HttpRequest, code: str, need: int, step: str) -> HttpResponse:
    """One step of a need: GET the form, POST does it. 409 where the need has gone on meanwhile."""
    registration = supported_for(request, code)
    found = registration.support_needs.select_related("facility").filter(pk=need).first()
    if found is None or step not in NEED_STEPS:
        raise Http404
    found.registration = registration
    form = STEP_FORMS[step](request.POST if request.method == "POST" else None, need=found)
    status = 200 if found.state in NEED_STEPS[step][0] else 409
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                advance(found, staff(request), step, form.step())
                messages.success(request, _("Saved: %(step)s") % {"step": STEP_LABELS[step]})
                return redirect("casework:detail", code=registration.code)
            except MoveRefused as refusal:
                status = _refused(form, refusal)
    reading.note(registration, staff(request), desks_of(staff(request)), reading.READ, step=step)
    context = {"registration": registration, "need": found, "form": form, "label": STEP_LABELS[step]}
    return render(request, "aftercare/need_step.html", context | {"late": status == 409}, status=status)


def supported_for(request: HttpRequest, code: str) -> Registration:
    """The registration of a code whose support the desk of the signed-in person arranges; Http404 otherwise."""
    found = access.supported_by_desk(staff(request)).select_related("ward").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _ask(request: HttpRequest, registration: Registration, source: SupportNeed.Source, back: str) -> HttpResponse:
    form, status = AskForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ask(registration, staff(request), form.cleaned_data["kind"], source=source)
                messages.success(request, _("The need has been noted."))
                return redirect(back, code=registration.code)
            except MoveRefused as refusal:
                status = _refused(form, refusal)
    if source == SupportNeed.Source.HELPER:
        access.note_reading(registration, staff(request))
    else:
        reading.note(registration, staff(request), desks_of(staff(request)), reading.READ, step="need")
    context = {"registration": registration, "form": form, "back": back}
    return render(request, "aftercare/need_ask.html", context, status=status)


def _refused(form: forms.Form, refusal: MoveRefused) -> int:
    """Put the refusal on the form; the status of the answer."""
    field = refusal.field if isinstance(refusal, BadInput) and refusal.field in form.fields else None
    form.add_error(field, str(refusal.words))
    return refusal.http_status
