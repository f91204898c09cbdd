"""Staff write: a difficulty of their own work, or what a person says at the desk or on the phone; and their list."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hotline.conversations import short_codes
from hotline.feedback import desks, places
from hotline.feedback.forms import DifficultyForm, ForPersonForm
from hotline.feedback.models import Ticket
from hotline.feedback.services.send import Report
from hotline.feedback.services.send import send as send_report
from hotline.feedback.settings_file import clock
from hotline.feedback.views.track import TOLD
from portal.accounts.models import User
from portal.accounts.permissions import role_view, staff_view
from portal.audit import log
from portal.ui.languages import page_language

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_view
def difficulty(request: HttpRequest) -> HttpResponse:
    """A difficulty of one's own work; any member of staff."""
    user = cast(User, request.user)
    form = DifficultyForm(request.POST if request.method == "POST" else None)
    if _sends(request, form):
        ticket = send_report(_report(form.cleaned_data, user), form.key, reporter=user)
        messages.success(request, _("Sent: %(number)s. You read the answer here.") % {"number": ticket.number})
        return redirect("feedback_desk:mine")
    return _form_page(request, "feedback/difficulty.html", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*desks.ROLES)
def for_person(request: HttpRequest) -> HttpResponse:
    """Write down what a person says; the page after it shows the code to give to them, once."""
    user = cast(User, request.user)
    form = ForPersonForm(request.POST if request.method == "POST" else None)
    if _sends(request, form):
        ticket = send_report(_report(form.cleaned_data, None), form.key, written_by=user)
        context = {"ticket": ticket, "code": short_codes.shown(ticket.code), "clock": clock()}
        return render(request, "feedback/code_for_person.html", context)
    return _form_page(request, "feedback/for_person.html", form)


@never_cache
@require_safe
@staff_view
def mine(request: HttpRequest) -> HttpResponse:
    """The difficulties that I reported."""
    found = Ticket.objects.reported_by(cast(User, request.user)).select_related("ward", "facility", "province")
    now = timezone.now()
    return render(request, "feedback/mine.html", {"rows": [(one, one.level(now)) for one in found[:SHOWN]]})


@never_cache
@require_safe
@staff_view
def my_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them with its answer."""
    user = cast(User, request.user)
    ticket = Ticket.objects.reported_by(user).filter(pk=pk).first()
    if ticket is None:
        raise Http404
    log.record_read(user, "feedback.read", "feedback", str(ticket.pk), detail={"own": "yes"})
    entries = [entry for entry in ticket.entries.all() if entry.move in TOLD]
    return render(request, "feedback/my_ticket.html", {"ticket": ticket, "entries": entries})


def _sends(request: HttpRequest, form: Any) -> bool:
    """Whether the form is to be sent and good; "look for the place" only shows it again."""
    if request.method != "POST":
        return False
    good = form.is_valid()
    if request.POST.get("go") == "find":
        for name in set(form.errors) - {"place"}:
            del form.errors[name]
        return False
    return bool(good)


def _report(data: dict[str, Any], reporter: User | None) -> Report:
    ward, facility = places.of_key(data["about"])
    province = None
    if reporter is not None and not (ward or facility):  # a difficulty is about where its reporter works
        posting = reporter.postings_today().select_related("ward__province", "facility__ward", "province").first()
        ward, facility, province = (posting.ward, posting.facility, posting.province) if posting else (None, None, None)
    return Report(
        topic=data["topic"],
        words=data["words"],
        ward=ward,
        facility=facility,
        province=province,
        place_words="" if ward or facility else data["place"],
        name=data.get("name", ""),
        phone=data.get("phone", ""),
        language=page_language(),
    )


def _form_page(request: HttpRequest, template: str, form: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "clock": clock()}, status=status)
