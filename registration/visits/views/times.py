"""How the ward's desk takes visitors: length, places, days ahead, closed days. The chief sets it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.places.models import Ward
from registration.casework.errors import BadInput

from .. import slots
from ..actions.times import close_day, open_day, set_times
from ..forms import CloseForm, DayForm, TimesForm
from ..models import ClosedDay


def _wards(request: HttpRequest) -> list[Ward]:
    return list(cast(User, request.user).wards_today(Role.POLICE_CHIEF).select_related("province"))


def _ward(request: HttpRequest, code: str) -> Ward:
    """The chief's ward of that code, or their only one; Http404 otherwise."""
    wards = _wards(request)
    found = next((ward for ward in wards if ward.pk == code), wards[0] if wards and not code else None)
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(Role.POLICE_CHIEF)
def times(request: HttpRequest) -> HttpResponse:
    """GET the page, POST the length, places and days ahead."""
    ward = _ward(request, request.POST.get("ward") or request.GET.get("ward") or "")
    form = TimesForm(request.POST or None, instance=slots.times_of(ward))
    if request.method == "POST" and form.is_valid():
        set_times(ward, cast(User, request.user), **form.cleaned_data)
        messages.success(request, _("The visiting times are saved."))
        return _back(ward)
    return _page(request, ward, form, CloseForm(), 422 if form.is_bound else 200)


@require_POST
@role_view(Role.POLICE_CHIEF)
def close(request: HttpRequest) -> HttpResponse:
    """Close a day for visits."""
    ward, form = _ward(request, request.POST.get("ward", "")), CloseForm(request.POST)
    if form.is_valid():
        day, user = form.cleaned_data["day"], cast(User, request.user)
        try:
            number = close_day(ward, day, user, cancel_visits=form.cleaned_data["cancel_visits"])
        except BadInput as refusal:
            form.add_error(refusal.field, str(refusal.words))
        else:
            words = ngettext(
                "The day is closed. %(number)s visit was cancelled.",
                "The day is closed. %(number)s visits were cancelled.",
                number,
            )
            messages.success(request, words % {"number": number})
            return _back(ward)
    return _page(request, ward, TimesForm(instance=slots.times_of(ward)), form, 422)


@require_POST
@role_view(Role.POLICE_CHIEF)
def reopen(request: HttpRequest) -> HttpResponse:
    """Open a closed day again."""
    ward, form = _ward(request, request.POST.get("ward", "")), DayForm(request.POST)
    if form.is_valid():
        open_day(ward, form.cleaned_data["day"], cast(User, request.user))
        messages.success(request, _("Visits can be booked on this day again."))
    return _back(ward)


def _back(ward: Ward) -> HttpResponse:
    return redirect(f"{reverse('visits:times')}?ward={ward.pk}")


def _page(request: HttpRequest, ward: Ward, form: TimesForm, close_form: CloseForm, status: int) -> HttpResponse:
    now = timezone.now()
    days = slots.by_day(slots.free(ward, now))
    context = {
        "ward": ward,
        "wards": _wards(request),
        "form": form,
        "close_form": close_form,
        "closed": ClosedDay.objects.filter(ward=ward, day__gte=timezone.localdate(now)),
        "office_hours": [row for row in ward.office_hours if isinstance(row, dict)],
        "free_days": [(day, len(found), sum(slot.free for slot in found)) for day, found in days[:7]],
    }
    return render(request, "visits/times.html", context, status=status)
