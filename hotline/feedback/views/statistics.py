"""Figures of feedback for a period: shift leads and the administrator all, a coordinator those of their provinces."""

from datetime import date, datetime, time, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hotline.feedback import figures
from hotline.feedback.views.desk import FIGURES
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.calendar.deadlines import VIETNAM

PERIODS = (30, 90, 365)


@never_cache
@require_safe
@role_view(*FIGURES)
def statistics(request: HttpRequest) -> HttpResponse:
    """`?days=` 30, 90 or 365 up to today."""
    user, days = cast(User, request.user), request.GET.get("days", "")
    length = int(days) if days.isascii() and days.isdigit() and int(days[:4]) in PERIODS else PERIODS[1]
    today = timezone.localdate()
    everywhere = user.has_role(Role.SUPERVISOR, Role.ADMINISTRATOR)
    since = _begin(today - timedelta(days=length - 1))
    lines = figures.by_topic(
        since, _begin(today + timedelta(days=1)), None if everywhere else list(user.provinces_today())
    )
    context = {
        "lines": lines,
        "total": figures.total(lines, pgettext("feedback figures", "All topics")),
        "since": since.date(),
        "today": today,
        "length": length,
        "periods": PERIODS,
        "everywhere": everywhere,
    }
    return render(request, "feedback/statistics.html", context)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
