"""The week's plan: who is on when."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from hotline.supervision import shifts as rules
from hotline.supervision.forms import ShiftForm
from portal.accounts.models import HOTLINE, Role
from portal.accounts.permissions import role_view

private = cache_control(no_store=True, private=True)


@require_http_methods(["GET", "HEAD"])
@private
@role_view(*HOTLINE)
def shifts(request: HttpRequest) -> HttpResponse:
    """The week that the address names (`week`, its Monday), else this one. Counsellors read, supervisors plan."""
    return _week(request, _monday(request.GET.get("week", "")), ShiftForm(initial={"day": timezone.localdate()}))


@require_POST
@private
@role_view(Role.SUPERVISOR)
def add(request: HttpRequest) -> HttpResponse:
    """A shift more."""
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return _week(request, _monday(request.POST.get("week", "")), form, 422)
    planned = form.cleaned_data
    made = rules.plan(request.user, planned["user"], planned["starts_at"], planned["ends_at"])
    if made is None:
        form.add_error("starts", _("This person has a shift that begins then already."))
        return _week(request, rules.monday_of(planned["day"]), form, 422)
    messages.success(request, _("The shift is planned."))
    return _to(rules.monday_of(planned["day"]))


@require_POST
@private
@role_view(Role.SUPERVISOR)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take one out."""
    rules.take_out(request.user, number)
    return _to(_monday(request.POST.get("week", "")))


@require_POST
@private
@role_view(Role.SUPERVISOR)
def copy(request: HttpRequest) -> HttpResponse:
    """Like the week before."""
    monday = _monday(request.POST.get("week", ""))
    number = rules.copy_week(request.user, monday)
    said = ngettext("%(number)d shift was added.", "%(number)d shifts were added.", number)
    messages.success(request, said % {"number": number})
    return _to(monday)


def _to(monday: date) -> HttpResponse:
    return redirect(f"{reverse('supervision:shifts')}?week={monday.isoformat()}")


def _monday(said: str) -> date:
    today = timezone.localdate()
    try:
        day = date.fromisoformat(said[:10])
    except ValueError:
        day = today
    return rules.monday_of(day if abs((day - today).days) < 3700 else today)


def _week(request: HttpRequest, monday: date, form: ShiftForm, status: int = 200) -> HttpResponse:
    context = {
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": rules.week(monday),
        "form": form,
        "may_plan": request.user.has_role(Role.SUPERVISOR),  # type: ignore[union-attr]
    }
    return render(request, "supervision/shifts.html", context, status=status)
