"""The receipt: `/dang-ky/xong/` and the official forms as PDF, for an hour in the browser that finished."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.privacy import tokens
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.models import Registration
from registration.intake import channels, cookies, receipt, requests, status_page
from registration.visits.actions.book import may_book


def registration_of(request: HttpRequest) -> Registration | None:
    """The registration that this browser finished within the hour, or None."""
    try:
        ticket = tokens.read(cookies.READY.read(request), "intake-ready", cookies.READY.max_age_s or 0)
    except tokens.BadToken:
        return None
    found = Registration.objects.select_related("ward__province").filter(pk=ticket["registration"]).first()
    if found and ticket.get("request") and not found.answers.get(requests.UNCONFIRMED):
        return None  # a relative wrote it; since the person has answered it is theirs alone
    return found


@private
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The code, what to bring, the forms, and whether anybody has seen it."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    context = {
        "receipt": receipt.receipt(registration, page_language()),
        "channels": channels.channels(page_language()),
        "visit": status_page.current_visit(registration),
        "may_book": may_book(registration),
        "said": request.GET.get("ok", ""),
    }
    response = render(request, "intake/done.html", context)
    cookies.DRAFT.clear(response)
    return response


@private
@require_safe
def form_pdf(request: HttpRequest, form: str) -> HttpResponse:
    """One filled form as an attachment with a neutral name."""
    registration = registration_of(request)
    if registration is None:
        raise Http404
    return pdf_answer(registration, form)


def pdf_answer(registration: Registration, form: str) -> HttpResponse:
    """The PDF as an attachment; 404 for a form that is not the citizen's."""
    try:
        content = receipt.pdf(registration, form, page_language())
    except KeyError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{form.lower()}.pdf"'
    return response
