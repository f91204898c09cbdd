"""The desk's visits: today and the next days, and what became of each.

A prepared dossier shows as "a visit", without a code: nobody at the ward may know of it until its code is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.calendar.deadlines import VIETNAM
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration

from ..actions.mark import mark
from ..models import Appointment
from ..states import NEXT, NOTED, State

POLICE = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
BACK, AHEAD = timedelta(days=3), timedelta(days=30)
SHOWN = frozenset({State.BOOKED, State.KEPT, State.MISSED, State.LAPSED})


@dataclass(frozen=True)
class Row:
    """One visit as the desk may see it; `code` is empty for what nobody here has opened."""

    visit: Appointment
    code: str
    display_code: str
    can_note: tuple[str, ...]


@never_cache
@require_safe
@role_view(*POLICE)
def visits(request: HttpRequest) -> HttpResponse:
    """Today, the days ahead, and what of the last days is still to be noted."""
    user, now = cast(User, request.user), timezone.now()
    rows = rows_for(user, now)
    today = now.astimezone(VIETNAM).date()
    days: dict[date, list[Row]] = {today: []}
    for row in rows:
        days.setdefault(row.visit.starts_at.astimezone(VIETNAM).date(), []).append(row)
    context = {
        "today": days[today],
        "coming": [(day, found) for day, found in sorted(days.items()) if day > today],
        "unnoted": [row for day, found in days.items() if day < today for row in found if row.can_note],
        "several_wards": user.wards_today(*POLICE).count() > 1,
        "is_chief": user.has_role(Role.POLICE_CHIEF),
        "day": today,
    }
    return render(request, "visits/visits.html", context)


def rows_for(user: User, now: datetime) -> list[Row]:
    """The visits of three days back and thirty ahead at the user's desks, in constant queries."""
    begin = datetime.combine(now.astimezone(VIETNAM).date(), time.min, VIETNAM)
    found = list(
        Appointment.objects.visible_to(user)
        .between(begin - BACK, begin + AHEAD)
        .filter(state__in=SHOWN)
        .select_related("ward")
    )
    known = {
        registration.pk: registration
        for registration in Registration.objects.visible_to(user)
        .filter(pk__in={visit.registration_id for visit in found})
        .only("pk", "code")
    }
    return [_row(visit, known.get(visit.registration_id), now) for visit in found]


def _row(visit: Appointment, registration: Registration | None, now: datetime) -> Row:
    return Row(
        visit,
        registration.code if registration else "",
        registration.display_code if registration else "",
        can_note(visit, now),
    )


def can_note(visit: Appointment, now: datetime) -> tuple[str, ...]:
    """What can be noted now: came from the day on, did not come once the time is over."""
    if now.astimezone(VIETNAM).date() < visit.starts_at.astimezone(VIETNAM).date():
        return ()
    possible = NEXT[visit.state] & NOTED
    return tuple(
        str(state)
        for state in (State.KEPT, State.MISSED)
        if state in possible and (state == State.KEPT or now >= visit.ends_at)
    )


@require_POST
@role_view(*POLICE)
def note(request: HttpRequest, visit: UUID, state: str) -> HttpResponse:
    """Note `kept` or `missed`, and back to the list."""
    user = cast(User, request.user)
    found = Appointment.objects.visible_to(user).filter(pk=visit).first()
    if found is None or state not in NOTED:
        raise Http404
    try:
        mark(found, user, State(state))
        messages.success(request, _("Noted."))
    except MoveRefused as refusal:
        messages.error(request, str(refusal.words))
    return redirect("visits:visits")
