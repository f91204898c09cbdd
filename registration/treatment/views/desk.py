"""The police desk's steps of a treatment: one page each, linked from the page of the registration."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Role
from portal.accounts.permissions import role_view
from registration.casework import reading
from registration.casework.desks import desks_of
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration
from registration.casework.views.access import registration_for, staff

from ..access import treated_at_desk
from ..actions.come_back import earlier_cases, link_return
from ..models import Referral
from ..stages import stages_of
from ..states import PUBLIC_STEP_LABELS
from ..steps import DESK_STEPS
from .form_page import answer, typed

POLICE = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
LONGEST_NUMBER = 18
"""Digits of a key that the database can hold."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*POLICE)
def step(request: HttpRequest, code: str, name: str, key: str = "") -> HttpResponse:
    """One step. 404: not this desk's file, or no such step; 409: the state forbids it; 422: bad words."""
    registration = treated_at_desk(staff(request)).select_related("ward").filter(code=code).first()
    row = DESK_STEPS.get(name)
    if registration is None or row is None or row.keyed != bool(key):
        raise Http404
    referral, subject = _about(registration, name, key)
    form: Any = row.form(typed(request), registration=registration, referral=referral, key=key)
    status = answer(request, form, lambda: row.act(registration, staff(request), form))
    if status == 302:
        messages.success(request, _("Saved: %(step)s") % {"step": row.label})
        return redirect("casework:detail", code=registration.code)
    reading.note(registration, staff(request), desks_of(staff(request)), reading.READ)
    context = {"registration": registration, "form": form, "step": row, "subject": subject}
    return render(request, "treatment/desk_step.html", context, status=status)


@never_cache
@require_POST
@role_view(*POLICE)
def come_back(request: HttpRequest, code: str, earlier: str) -> HttpResponse:
    """The officer confirms that the person was here before: the earlier treatment counts."""
    registration, _desks = registration_for(request, code)
    found = earlier_cases(registration, staff(request)).filter(code=earlier).first()
    if found is None:
        raise Http404
    try:
        link_return(registration, staff(request), found)
        messages.success(request, _("The earlier treatment counts now."))
    except MoveRefused as refusal:
        messages.error(request, str(refusal.words))
    return redirect("casework:detail", code=registration.code)


def _about(registration: Registration, name: str, key: str) -> tuple[Referral | None, str]:
    """The referral that a keyed step is about, and its subject in words; Http404 for what there is not."""
    if name == "revoke":
        referral = None
        if key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER:
            referral = Referral.objects.select_related("facility").filter(registration=registration, pk=key).first()
        if referral is None:
            raise Http404
        return referral, referral.facility.name
    if name == "public-step":
        if key not in PUBLIC_STEP_LABELS:
            raise Http404
        return None, str(PUBLIC_STEP_LABELS[key])
    if name == "stage":
        return None, stage_name(registration, key)
    return None, ""


def stage_name(registration: Registration, key: str) -> str:
    """The stage's name in the page's language; Http404 for a key that the rule set does not know."""
    stage = next((one for one in stages_of(registration) if one.key == key), None)
    if stage is None:
        raise Http404
    return stage.name((get_language() or "vi")[:2])
