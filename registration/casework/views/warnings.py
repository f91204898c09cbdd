"""`/staff/warnings/`: what falls due, for those whom the warnings address; a coordinator reads counts and no file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.permissions import role_view
from portal.places.models import Ward

from .. import clock_words
from ..escalation import beside, lists
from ..models import DueWarning
from .access import staff


@never_cache
@require_safe
@role_view(*lists.READERS)
def warnings(request: HttpRequest) -> HttpResponse:
    """The open warnings, the most urgent first."""
    user, now = staff(request), timezone.now()
    mine = lists.for_desks(user).select_related("registration", "ward").defer("registration__answers")
    page = Paginator(mine.order_by("due_at", "pk"), lists.PAGE).get_page(request.GET.get("page"))
    late = lists.for_coordinator(user)
    wards = {ward.pk: ward for ward in Ward.objects.filter(pk__in={one.ward_id for one in late})} if late else {}
    context = {
        "page": page,
        "rows": [_row(warning, now) for warning in page.object_list],
        "late": [
            {
                "ward": wards[one.ward_id],
                "step": clock_words.kind(one.kind),
                "count": one.count,
                "hours": int(one.over(now).total_seconds() // 3600),
            }
            for one in late
        ],
        "beside": beside.lines(user, now),
        "coordinates": bool(late) or user.has_role("coordinator"),
        "has_desk": user.has_role(*lists.ADDRESSED),
    }
    return render(request, "casework/warnings.html", context)


def _row(warning: DueWarning, now: Any) -> dict[str, Any]:
    """One file's step; without a link where the file lies at another ward by now."""
    return {
        "registration": warning.registration,
        "ward": warning.ward,
        "step": clock_words.kind(warning.kind),
        "due_at": warning.due_at,
        "left": clock_words.left_until(warning.due_at, now) if warning.due_at else "",
        "over": lists.is_over(warning, now),
        "here": warning.registration.ward_id == warning.ward_id,
    }
