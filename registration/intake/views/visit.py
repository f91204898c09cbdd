"""Book, move or cancel the visit at the desk: from the receipt (`/dang-ky/xong/`) and from the tracking page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration
from registration.intake import receipt, status_page
from registration.intake.tracked import registration_of
from registration.intake.views import done
from registration.rules.ruleset import ruleset
from registration.visits import slots
from registration.visits.actions import book


@dataclass(frozen=True)
class Door:
    """Where the person comes from and goes back to: URL names of this page and of the page behind it."""

    here: str
    back: str


FROM_RECEIPT, FROM_TRACKING = Door("intake:done_visit", "intake:done"), Door("intake:visit", "intake:track")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def from_receipt(request: HttpRequest) -> HttpResponse:
    """Right after finishing."""
    return _page(request, done.registration_of(request), FROM_RECEIPT)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def from_tracking(request: HttpRequest) -> HttpResponse:
    """Later, with code and phone."""
    return _page(request, registration_of(request), FROM_TRACKING)


def _page(request: HttpRequest, registration: Registration | None, door: Door) -> HttpResponse:
    if registration is None:
        return redirect("intake:track")
    words, status = "", 200
    if request.method == "POST":
        try:
            return redirect(f"{reverse(door.back)}?ok={_act(request, registration)}")
        except MoveRefused as refusal:
            words, status = str(refusal.words), refusal.http_status
    now = timezone.now()
    context = {
        "door": door,
        "registration": registration,
        "visit": status_page.current_visit(registration),
        "days": slots.by_day(slots.free(registration.ward, now)) if book.may_book(registration) else [],
        "body": receipt.desk_name(ruleset(registration.rules_version), registration, page_language()),
        "refused": words,
        "now": now,
    }
    return render(request, "intake/visit.html", context, status=status)


def _act(request: HttpRequest, registration: Registration) -> str:
    """Do what the button says; the word for the page behind. Raises MoveRefused."""
    if "cancel" in request.POST:
        book.cancel(registration)
        return "cancelled"
    key = request.POST.get("slot", "")[:12]
    visit = status_page.current_visit(registration)
    if visit is not None and visit.state == "booked" and visit.starts_at > timezone.now():
        book.move(registration, key)
    else:
        book.book(registration, key)
    return "visit"
