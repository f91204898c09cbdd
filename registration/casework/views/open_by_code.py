"""The page where an officer types or scans the code that a person shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Role
from portal.accounts.permissions import role_view

from ..actions.open_prepared import CannotOpen, open_prepared
from ..desks import desks_of
from ..forms.desk import OpenForm
from .access import staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(Role.POLICE_OFFICER, Role.POLICE_CHIEF)
def open_by_code(request: HttpRequest) -> HttpResponse:
    """POST `code`: to the file, or back with words that tell a wrong code nothing about other desks."""
    user, form = staff(request), OpenForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            found = open_prepared(form.cleaned_data["code"], user, desks_of(user))
            return redirect("casework:detail", code=found.code)
        except CannotOpen as refusal:
            form.add_error("code", str(refusal.words))
            status = refusal.http_status
    elif form.is_bound:
        status = 422
    return render(request, "casework/open.html", {"form": form}, status=status)
