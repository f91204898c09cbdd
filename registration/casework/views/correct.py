"""The page where the desk puts answers right, and brings two corrections together that crossed each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import POLICE_DESK
from portal.accounts.permissions import role_view

from .. import correcting, inbox_rows, reading, versions
from ..actions.correct import correct as put_right
from ..errors import BadInput, MoveRefused
from ..forms.correct import CorrectForm
from ..models import Registration
from ..moves import BY_NAME
from ..turn import guard_role, guard_state
from ..versions import Stale
from .access import registration_for, staff
from .move import refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*sorted(POLICE_DESK))
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the answers as they stand. POST: the correction; 409 with both sides where the file has gone on since."""
    registration, desks = registration_for(request, code)
    row = BY_NAME["correct"]
    try:
        guard_role(row, registration, staff(request))
        guard_state(row, registration)
        reading.note(registration, staff(request), desks, reading.READ)
        if request.method != "POST":
            return _page(request, registration, CorrectForm.of(registration.answers))
        form, version = CorrectForm(request.POST), versions.read(request.POST)
        if not form.is_valid():
            return _page(request, registration, form, version=version, status=422)
        try:
            done = put_right(
                registration,
                staff(request),
                answers=form.answers,
                reason=form.cleaned_data["reason"],
                version=version,
            )
        except Stale:
            return _crossed(request, registration, form, version or 0)
        except BadInput as bad:
            form.add_error(bad.field or None, str(bad.words))
            return _page(request, registration, form, version=version, status=422)
    except MoveRefused as refusal:
        return refused(request, registration, row, refusal)
    messages.success(request, _("The data are put right."))
    return redirect("casework:detail", code=done.code)


def _crossed(request: HttpRequest, registration: Registration, form: CorrectForm, version: int) -> HttpResponse:
    """Nothing is written yet: what was, what is, what was typed; and the form as it would go on."""
    registration = Registration.objects.select_related("ward").get(pk=registration.pk)
    before = versions.answers_at(registration, version)
    merged, sides = correcting.bring_together(before, registration.answers, form.answers)
    again = CorrectForm(initial=merged | {"reason": form.cleaned_data["reason"]})
    context: dict[str, Any] = {"sides": sides, "changes": versions.changes_since(registration, version, "police")}
    return _page(request, registration, again, status=409, **context)


def _page(
    request: HttpRequest,
    registration: Registration,
    form: CorrectForm,
    *,
    version: int | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form; it carries the version whose answers its reader has seen."""
    context = {
        "registration": registration,
        "form": form,
        "person": inbox_rows.masked(registration.full_name),
        "version": registration.event_count if version is None else version,
    }
    return render(request, "casework/correct.html", context | more, status=status)
