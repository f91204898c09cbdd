"""The coordinator's break-glass, and the chief's note of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Role
from portal.accounts.permissions import role_view

from .. import glass
from ..desks import DESK_ROLES, desks_of
from ..errors import BadInput, MoveRefused
from ..forms.desk import BreakGlassForm
from .access import staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(Role.COORDINATOR)
def break_glass(request: HttpRequest) -> HttpResponse:
    """POST `code` and `reason`: to the file, for an hour."""
    user = staff(request)
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            found = glass.break_glass(form.cleaned_data["code"], form.cleaned_data["reason"], user, desks_of(user))
            return redirect("casework:detail", code=found.code)
        except BadInput as bad:
            form.add_error(bad.field, str(bad.words))
            status = bad.http_status
        except MoveRefused as refusal:
            form.add_error(None, str(refusal.words))
            status = refusal.http_status
    return render(request, "casework/break_glass.html", {"form": form}, status=status)


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def noted(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief has seen it; the notice leaves the ward's inbox and stays on the file."""
    try:
        glass.take_note(pk, staff(request), desks_of(staff(request)))
        messages.success(request, _("Noted. It stays on the file."))
    except MoveRefused as refusal:
        messages.error(request, str(refusal.words))
    return redirect("casework:inbox")
