"""The registrations behind a number, for the desk that may see them: only its own, only through its scope, noted."""

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.models import User
from portal.accounts.permissions import role_view
from portal.audit import log
from registration.casework.desks import DESK_ROLES
from registration.casework.models import Registration

from .. import facts, words
from ..areas import view_of
from ..choosing import choice
from ..indicators import measures

PAGE = 50
COLUMN = {"place": "place", "sex": "sex", "age_band": "age_band", "repeat": "is_repeat"}


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """Code, state and day; whose file it is stands on the file's own page. Coordinators have no such list."""
    user, asked = cast(User, request.user), request.GET.dict()
    chosen = choice(view_of(user), asked)
    one = chosen.indicator
    if not one.drills or not chosen.view.drills_into(chosen.area):
        raise Http404
    counted = facts.registrations_of(measures()[one.drills], chosen.area.wards(), chosen.period)
    found = Registration.objects.visible_to(user).filter(pk__in=counted)
    value = asked.get("value") if chosen.by in COLUMN else None
    labels = words.value_labels(chosen.by) if value is not None else {}
    if value in labels:
        found = found.filter(**{COLUMN[chosen.by]: value == "repeat" if chosen.by == "repeat" else value})
    page = Paginator(found.order_by("-received_at", "code"), PAGE).get_page(asked.get("page"))
    log.record_read(
        user,
        "report.list",
        "report",
        chosen.area.code,
        detail={"indicator": one.code, "period": chosen.period.slug, "shown": len(page.object_list)},
    )
    context = {
        "choice": chosen,
        "page": page,
        "label": one.label(chosen.period.last),
        "value_label": labels.get(value or "", "") if value in labels else "",
        "elsewhere": len(counted) - page.paginator.count if value not in labels else 0,
        "back": chosen.url(),
        "here": chosen.url("reports:list", **({"value": value} if value is not None else {})),
    }
    return render(request, "reports/listing.html", context)
