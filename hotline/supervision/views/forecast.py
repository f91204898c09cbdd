"""How many counsellors each hour needs, beside the plan."""

from datetime import time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from hotline.supervision.forecast import LEVEL, WEEKS, WITHIN_S
from hotline.supervision.forecast import forecast as look_ahead
from hotline.supervision.shifts import at
from portal.accounts.models import Role
from portal.accounts.permissions import role_view

AT_ONCE = (1, 2, 3, 4)


@require_GET
@cache_control(no_store=True, private=True)
@role_view(Role.SUPERVISOR)
def forecast(request: HttpRequest) -> HttpResponse:
    """One of the next seven days (`day`, 0 is today), with `hold` conversations at once."""
    said, hold = request.GET.get("day", ""), request.GET.get("hold", "")
    chosen = int(said) if said in {str(one) for one in range(7)} else 0
    at_once = int(hold) if hold in {str(one) for one in AT_ONCE} else 2
    today = timezone.localdate()
    day = today + timedelta(days=chosen)
    known, hours = look_ahead(at(day, time()), at_once)
    most = max([1, *(max(one.by_a.agents if one.arrivals else 0, one.planned) for one in hours)])
    context = {
        "day": day,
        "chosen": chosen,
        "days": [(number, today + timedelta(days=number)) for number in range(7)],
        "at_once": at_once,
        "holds": AT_ONCE,
        "known": known,
        "talk_minutes": round(known.talk_s / 60, 1),
        "patience_minutes": round(known.patience_s / 60, 1),
        "hours": hours,
        "bars": [
            {
                "hour": one.hour,
                "x": one.hour * 25 + 30,
                "need": 160 * (one.by_a.agents if one.arrivals else 0) / most,
                "need_y": 170 - 160 * (one.by_a.agents if one.arrivals else 0) / most,
                "plan": 160 * one.planned / most,
                "plan_y": 170 - 160 * one.planned / most,
            }
            for one in hours
        ],
        "most": most,
        "short": [one for one in hours if one.short],
        "level": round(100 * LEVEL),
        "within": WITHIN_S,
        "weeks": WEEKS,
        "any": any(one.arrivals for one in hours),
    }
    return render(request, "supervision/forecast.html", context)
