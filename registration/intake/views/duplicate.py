"""Before the end: is a registration with this phone open already? Answered only to who holds the phone."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.privacy import tokens
from portal.ui.private_pages import private
from registration.intake import cookies, drafts, duplicates, otp
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.models import Draft
from registration.intake.views.step import no_draft

PURPOSE = "same-phone"
KEPT_S = 900


@private
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest) -> HttpResponse:
    """GET says what is asked; POST `ask` sends a code to the draft's phone, POST `otp` gets the answer."""
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return no_draft(request)
    phone = str(draft.answers.get("phone") or "")
    another_writes = draft.answers.get("writer", "self") != "self"
    if another_writes or not CodeAndPhoneForm({"code": "-", "phone": phone}).is_valid():
        return render(request, "intake/duplicate.html", {"no_phone": True})
    if request.method == "POST" and "otp" in request.POST:
        return _answer(request, draft, phone)
    if request.method == "POST":
        return _ask(request, draft, phone)
    context = {"phone": phone, "asked": bool(_challenge(request, draft, phone)), "form": OneTimeCodeForm()}
    return render(request, "intake/duplicate.html", context)


def _ask(request: HttpRequest, draft: Draft, phone: str) -> HttpResponse:
    try:
        otp.check_limits(request, PURPOSE, phone)
    except otp.TooMany:
        return render(request, "intake/too_many.html", status=429)
    challenge = otp.ask(PURPOSE, phone, str(draft.pk))
    response = redirect("intake:duplicate")
    cookies.RESUME.write(response, tokens.sign({"asked": challenge, "phone": phone, "draft": str(draft.pk)}, PURPOSE))
    return response


def _answer(request: HttpRequest, draft: Draft, phone: str) -> HttpResponse:
    form, challenge = OneTimeCodeForm(request.POST), _challenge(request, draft, phone)
    if form.is_valid() and otp.confirm(challenge, PURPOSE, form.cleaned_data["otp"]) != str(draft.pk):
        message = _("This code does not fit or is no longer valid. After five tries you need a new one.")
        form.add_error("otp", forms.ValidationError(message, code="wrong"))
    if form.errors:
        return render(request, "intake/duplicate.html", {"phone": phone, "asked": True, "form": form}, status=422)
    found = duplicates.open_with(phone)
    duplicates.send_codes_again(found, challenge)
    response = render(request, "intake/duplicate.html", {"phone": phone, "proved": True, "found": bool(found)})
    cookies.RESUME.clear(response)
    return response


def _challenge(request: HttpRequest, draft: Draft, phone: str) -> str:
    """The challenge sent to this draft's present phone, or empty."""
    try:
        ticket = tokens.read(cookies.RESUME.read(request), PURPOSE, KEPT_S)
    except tokens.BadToken:
        return ""
    return ticket["asked"] if (ticket.get("draft"), ticket.get("phone")) == (str(draft.pk), phone) else ""
