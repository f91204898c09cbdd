"""Leave cover: who covers whom at one's desks, a form to set it, and a button to end it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.permissions import role_view

from .. import assignment
from ..actions.cover import end_cover, leads, set_cover
from ..desks import DESK_ROLES, desks_of
from ..errors import BadInput
from ..forms.cover import CoverForm
from ..models import Cover
from .access import staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*DESK_ROLES)
def covers(request: HttpRequest) -> HttpResponse:
    """The list of running and coming covers; POST sets one."""
    user, desks = staff(request), desks_of(staff(request))
    people = assignment.colleagues(user, desks)
    form = CoverForm(request.POST if request.method == "POST" else None, user=user, desks=desks, people=people)
    if form.is_valid():
        try:
            set_cover(**form.cleaned_data, by=user, desks=desks)
            messages.success(request, _("The cover is set."))
            return redirect("casework:covers")
        except BadInput as bad:
            form.add_error(bad.field, str(bad.words))
    coming = Cover.objects.filter(ward__in=desks.roles, ended_at=None, ends_on__gte=timezone.localdate())
    listed = [
        (one, user.pk in {one.absent_id, one.cover_id, one.set_by_id} or leads(desks, one.ward_id))
        for one in coming.select_related("absent", "cover", "ward")
        if one.desk == desks.kind(one.ward_id)
    ]
    return render(request, "casework/covers.html", {"form": form, "covers": listed}, status=422 if form.errors else 200)


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a cover now."""
    if end_cover(pk, staff(request), desks_of(staff(request))) is None:
        raise Http404
    messages.success(request, _("The cover has ended."))
    return redirect("casework:covers")
