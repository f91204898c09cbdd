"""Correct how to be reached. A new phone counts once a code sent to it was typed here; all else counts at once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.privacy import tokens
from portal.ui.private_pages import private
from registration.casework import notices
from registration.casework.actions.correct_contact import correct_contact
from registration.casework.errors import BadInput, MoveRefused
from registration.casework.models import Registration
from registration.intake import cookies, otp
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.form_fields import Tick
from registration.intake.forms.contact import ContactForm
from registration.intake.tracked import registration_of

PURPOSE = "new-phone"
KEPT_S = 900


class CorrectionForm(ContactForm):
    """The step `lien-he` again, with the consent to text messages, which is taken back as easily as it was given."""

    consent_sms = Tick(
        label=gettext_lazy("I agree to receive short, neutral text messages about my file."),
        help_text=gettext_lazy("Take the tick away and no more messages come, from this moment on."),
        required=False,
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """GET the form with what is known; POST corrects, and asks for the new phone's code where it changed."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    saved = registration.answers | {"consent_sms": "yes" if _ticked(registration) else ""}
    if request.method != "POST":
        return _show(request, registration, CorrectionForm(saved=saved, today=timezone.localdate()))
    form = CorrectionForm(request.POST, saved=saved, today=timezone.localdate())
    if not form.is_valid():
        return _show(request, registration, form)
    changes = {name: form.cleaned_data.get(name, "") for name in form.fields}
    phone = changes.pop("phone")
    new_phone = phone if phone != registration.phone else ""
    reachable = CodeAndPhoneForm({"code": "-", "phone": phone})  # the same rule as wherever a code is sent
    if new_phone and not reachable.is_valid():
        form.add_error("phone", reachable.errors["phone"])
        return _show(request, registration, form)
    if bool(changes.get("consent_sms")) == _ticked(registration):
        del changes["consent_sms"]
    try:
        _correct(registration, changes, alone=not new_phone)
    except MoveRefused as refusal:
        form.add_error("phone" if isinstance(refusal, BadInput) else None, str(refusal.words))
        return _show(request, registration, form)
    return _ask_for_code(request, registration, new_phone) if new_phone else _back()


@private
@require_http_methods(["GET", "HEAD", "POST"])
def prove_phone(request: HttpRequest) -> HttpResponse:
    """The code that came to the new phone; then the new phone is the person's."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    pending = _pending(request, registration)
    if pending is None:
        return redirect("intake:contact")
    if request.method != "POST":
        return _show_code(request, OneTimeCodeForm(), pending["phone"])
    form = OneTimeCodeForm(request.POST)
    if form.is_valid():
        if otp.confirm(pending["asked"], PURPOSE, form.cleaned_data["otp"]) != str(registration.pk):
            message = _("This code does not fit or is no longer valid. After five tries you need a new one.")
            form.add_error("otp", forms.ValidationError(message, code="wrong"))
        else:
            return _take_phone(request, registration, pending["phone"], form)
    return _show_code(request, form, pending["phone"])


def _take_phone(request: HttpRequest, registration: Registration, phone: str, form: OneTimeCodeForm) -> HttpResponse:
    try:
        correct_contact(registration, {"phone": phone})
    except MoveRefused as refusal:
        form.add_error(None, str(refusal.words))
        return _show_code(request, form, phone)
    response = _back()
    cookies.AGAIN.clear(response)
    return response


def _correct(registration: Registration, changes: dict[str, Any], *, alone: bool) -> None:
    """What needs no proof; "nothing is changed" is a fault only where the phone stays too."""
    try:
        correct_contact(registration, changes)
    except BadInput:
        if alone:
            raise


def _ask_for_code(request: HttpRequest, registration: Registration, phone: str) -> HttpResponse:
    try:
        otp.check_limits(request, PURPOSE, phone)
    except otp.TooMany:
        return render(request, "intake/too_many.html", status=429)
    challenge = otp.ask(PURPOSE, phone, str(registration.pk))
    response = redirect("intake:prove_phone")
    ticket = {"asked": challenge, "phone": phone, "registration": str(registration.pk)}
    cookies.AGAIN.write(response, tokens.sign(ticket, PURPOSE))
    return response


def _pending(request: HttpRequest, registration: Registration) -> dict[str, Any] | None:
    try:
        ticket = tokens.read(cookies.AGAIN.read(request), PURPOSE, KEPT_S)
    except tokens.BadToken:
        return None
    return ticket if ticket.get("registration") == str(registration.pk) else None


def _ticked(registration: Registration) -> bool:
    answers = registration.answers
    return notices.allowed_by({"consent_sms": answers.get("consent_sms"), "contact_consent": "sms"})


def _back() -> HttpResponse:
    return redirect(reverse("intake:track") + "?ok=contact")


def _show(request: HttpRequest, registration: Registration, form: CorrectionForm) -> HttpResponse:
    context = {"form": form, "registration": registration}
    return render(request, "intake/contact.html", context, status=422 if form.is_bound else 200)


def _show_code(request: HttpRequest, form: OneTimeCodeForm, phone: str) -> HttpResponse:
    context = {"form": form, "phone": phone}
    return render(request, "intake/prove_phone.html", context, status=422 if form.errors else 200)
