"""The coordinator's overview: how the desks of the province stand, the late ones first; numbers only."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

from .. import desks_now
from ..areas import view_of


@never_cache
@require_safe
@role_view(Role.COORDINATOR)
def overview(request: HttpRequest) -> HttpResponse:
    """Every ward with an open clock, decisions in time, which wards receive and accept filings."""
    view = view_of(cast(User, request.user))
    now = timezone.now()
    every = desks_now.desks(view.provinces, now)
    context = {
        "areas": [area for area in view.areas if not area.is_ward],
        "now": now,
        "busy": [one for one in every if one.late or one.running or one.decided],
        "quiet": sum(1 for one in every if not (one.late or one.running or one.decided)),
        "wards": len(every),
        "with_desk": sum(one.has_desk for one in every),
        "accepting": sum(one.accepts for one in every),
        "late": sum(one.late for one in every),
        "late_desks": sum(bool(one.late) for one in every),
        "running": sum(one.running for one in every),
    }
    return render(request, "reports/overview.html", context)
