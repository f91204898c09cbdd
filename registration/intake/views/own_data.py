"""Take one's own data along: a ZIP with everything, after a code proved in the last five minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit import log
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.models import Registration
from registration.intake import otp, own_archive
from registration.intake.code_forms import OneTimeCodeForm
from registration.intake.tracked import AGAIN, ask_again, is_fresh, registration_of


@private
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """GET says what is in it; POST `ask` sends a code, POST `otp` proves it."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    if request.method == "POST" and "otp" in request.POST:
        return _prove(request, registration)
    if request.method == "POST":
        response = redirect("intake:own_data")
        try:
            ask_again(request, registration, response)
        except otp.TooMany:
            return render(request, "intake/too_many.html", status=429)
        return response
    return _show(request, registration, OneTimeCodeForm())


@private
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The ZIP, with a name that tells nothing."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    if not is_fresh(request, registration):
        return redirect("intake:own_data")
    content = own_archive.build(registration, page_language())
    log.record(None, "registration.export", "registration", str(registration.pk), detail={"by": "citizen"})
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{own_archive.NAME}"'
    return response


def _prove(request: HttpRequest, registration: Registration) -> HttpResponse:
    form = OneTimeCodeForm(request.POST)
    subject = AGAIN.prove(request, form) if form.is_valid() else ""
    if subject != str(registration.pk):
        return _show(request, registration, form)
    response = redirect("intake:own_data")
    AGAIN.remember(response, subject)
    return response


def _show(request: HttpRequest, registration: Registration, form: OneTimeCodeForm) -> HttpResponse:
    context = {
        "registration": registration,
        "fresh": is_fresh(request, registration),
        "asked": bool(AGAIN.challenge(request)),
        "form": form,
    }
    return render(request, "intake/own_data.html", context, status=422 if form.errors else 200)
