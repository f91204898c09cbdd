"""Keep an inbox view under a name, and let it go."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.permissions import role_view

from .. import inbox_filters
from ..actions.keep_view import TooManyViews, keep_view, remove_view
from ..desks import DESK_ROLES, desks_of
from ..forms.inbox import SavedViewForm
from .access import staff


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def save(request: HttpRequest) -> HttpResponse:
    """`name` and the parameters of the view; the same name again replaces it."""
    filters = inbox_filters.read(request.POST, desks_of(staff(request)))
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(words) for words in form.errors.get("name", [])))
    else:
        try:
            keep_view(staff(request), form.cleaned_data["name"], filters.kept)
            messages.success(request, _("The view is kept."))
        except TooManyViews as refusal:
            messages.error(request, str(refusal.words))
    return redirect(reverse("casework:inbox") + filters.address())


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own view; anybody else's is not found."""
    if not remove_view(staff(request), pk):
        raise Http404
    messages.success(request, _("The view is removed."))
    return redirect("casework:inbox")
