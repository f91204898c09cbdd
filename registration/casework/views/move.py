"""One page for each move: GET the form, POST does it (contract §3)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts import permissions
from portal.accounts.permissions import role_view

from .. import inbox_rows, move_words, reading, versions
from ..desks import DESK_ROLES
from ..errors import BadInput, MoveRefused
from ..forms.moves import MoveForm
from ..models import Registration
from ..moves import BY_NAME, Move
from ..performing import PERFORMANCES, Performance
from ..turn import guard_role, guard_state
from ..versions import Stale
from .access import registration_for, staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*DESK_ROLES)
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """404: not to be seen; 403: wrong role or second factor; 409: state or clock forbids; 422: bad words."""
    registration, desks = registration_for(request, code)
    if name not in PERFORMANCES:
        raise Http404
    row, performance = BY_NAME[name], PERFORMANCES[name]
    version = versions.read(request.POST)
    context: dict[str, Any] = {}
    try:
        guard_role(row, registration, staff(request))
        guard_state(row, registration)
        form = performance.form(request.POST if request.method == "POST" else None, registration=registration)
        versions.check(registration, version)
        if form.is_valid() and _perform(request, registration, row, performance, form, version=version):
            messages.success(request, _("Done: %(step)s") % {"step": row.label})
            return redirect_after(request, registration)
    except Stale:
        registration = registration_for(request, code)[0]
        try:
            guard_state(row, registration)
        except MoveRefused as refusal:
            return refused(request, registration, row, refusal)
        context["changes"] = versions.changes_since(registration, version or 0, desks.kind(registration.ward_id))
        version = None  # the page that goes out now has shown everything
    except MoveRefused as refusal:
        return refused(request, registration, row, refusal)
    context |= {
        "registration": registration,
        "version": registration.event_count if version is None else version,
        "move": row,
        "form": form,
        "person": inbox_rows.masked(registration.full_name),
    }
    reading.note(registration, staff(request), desks, reading.READ, step=name)
    context |= {"explanation": move_words.explanation(row.name, registration), "danger": row.name in move_words.DANGER}
    return render(request, "casework/move.html", context, status=409 if "changes" in context else _status(form))


def _perform(
    request: HttpRequest,
    registration: Registration,
    row: Move,
    performance: Performance,
    form: MoveForm,
    *,
    version: int | None,
) -> bool:
    """Do the move on the file as it was seen; False with an error on the form where a field or the code is wrong."""
    stepped_up = False
    if row.step_up:
        stepped_up = permissions.confirm_second_factor(request, form.cleaned_data["otp_token"])
        if not stepped_up:
            form.add_error("otp_token", _("This code is not right or has been used. Wait for the next one."))
            return False
    try:
        with versions.as_seen(registration, version):
            performance.perform(registration, staff(request), form.cleaned_data, stepped_up=stepped_up)
    except BadInput as bad:
        form.add_error(bad.field if bad.field in form.fields else None, str(bad.words))
        return False
    return True


def _status(form: MoveForm) -> int:
    if not form.is_bound:
        return 200
    return 403 if "otp_token" in form.errors and len(form.errors) == 1 else 422


def redirect_after(request: HttpRequest, registration: Registration) -> HttpResponse:
    """To the file, or to the inbox where the move took the file out of one's sight."""
    if Registration.objects.visible_to(staff(request)).filter(pk=registration.pk).exists():
        return redirect("casework:detail", code=registration.code)
    return redirect("casework:inbox")


def typed(request: HttpRequest) -> list[str]:
    """The free words of a form that could not be used, so that none is lost; no code, no hidden field."""
    hidden = {"csrfmiddlewaretoken", "otp_token", versions.FIELD}
    words = (text for name in request.POST if name not in hidden for text in request.POST.getlist(name))
    return [text for text in words if " " in text.strip()]


def refused(request: HttpRequest, registration: Registration, row: Move, refusal: MoveRefused) -> HttpResponse:
    """A clear page: nothing was done, why, and the way back to the file as it is now."""
    registration.refresh_from_db(fields=["status", "changed_at"])
    context: dict[str, Any] = {"registration": registration, "move": row, "words": refusal.words}
    context["typed"] = typed(request)
    return render(request, "casework/refused.html", context, status=refusal.http_status)
