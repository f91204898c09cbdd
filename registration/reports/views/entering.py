"""The coordinator's pages: targets, and numbers that the portal cannot count. What is typed stays on a mistake."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

from .. import figures, periods, words
from ..actions.entering import set_target, type_number
from ..areas import view_of
from ..choosing import Choice, choice
from ..entering_forms import NumberForm, TargetForm, measure_words
from ..indicators import indicators
from ..models import Target


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(Role.COORDINATOR)
def targets(request: HttpRequest) -> HttpResponse:
    """GET: the targets of an area and period. POST: one target set, changed or taken away."""
    user, chosen = _chosen(request)
    form = TargetForm(chosen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_target(user, chosen.area, chosen.period, **form.cleaned_data)
        messages.success(request, _("The target is saved."))
        return redirect(chosen.url("reports:targets"))
    rows = [
        (indicators()[row.indicator], row)
        for row in Target.objects.filter(
            **figures.at(chosen.area), kind=chosen.period.kind, year=chosen.period.year
        ).order_by("indicator", "place")
        if row.indicator in indicators()
    ]
    places = words.places()
    shown = [
        (one.label(chosen.period.last), places.get(row.place, ""), words.number(row.value, one.unit), row.set_at)
        for one, row in rows
    ]
    context = {"choice": chosen, "periods": periods.choices(), "form": form, "rows": shown}
    return render(request, "reports/targets.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(Role.COORDINATOR)
def numbers(request: HttpRequest) -> HttpResponse:
    """GET: the typed-in numbers of an area and period. POST: one number typed in, changed or taken away."""
    user, chosen = _chosen(request)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        type_number(user, chosen.area, chosen.period, **form.cleaned_data)
        messages.success(request, _("The number is saved."))
        return redirect(chosen.url("reports:numbers"))
    names = measure_words()
    rows = [
        (names[row.measure], words.number(row.value), row.source, row.typed_at)
        for row in figures.typed_numbers(chosen.area, chosen.period)
        if row.measure in names
    ]
    context = {"choice": chosen, "periods": periods.choices(), "form": form, "rows": rows}
    return render(request, "reports/numbers.html", context)


def _chosen(request: HttpRequest) -> tuple[User, Choice]:
    user = cast(User, request.user)
    chosen = choice(view_of(user), request.GET.dict())
    if not chosen.view.coordinates(chosen.area):
        raise Http404
    return user, chosen
