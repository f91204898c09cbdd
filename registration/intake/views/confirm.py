"""A relative wrote for an adult: the person reads it on their own phone and says yes, no, or talks first.

Code and phone → code from the SMS → what was written, who wrote it → yes (with the person's own consents) or no (then
everything is erased at once). The same answer whether or not such a request exists.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.actions.confirm_request import confirm_request
from registration.casework.actions.withdraw import withdraw
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration
from registration.intake import cookies, requests, summary
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.forms.confirming import ConfirmForm
from registration.intake.proving import Proof
from registration.intake.views.asking import ask
from registration.intake.views.check import ready

PROOF = Proof("confirm", cookies.CONFIRM, requests.find)
PAGE = "intake/confirm.html"
# The writer's own promises: the person gives theirs, or none.
UNSAID = frozenset({"truthful", "consent_processing", "consent_sms", "file_now", "consent_version"})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """One address for all questions; the signed cookie says which one is next."""
    registration = requests.load(PROOF.subject(request))
    if request.method == "POST" and registration and "answer" in request.POST:
        return _answer(request, registration)
    if request.method == "POST" and "otp" in request.POST:
        return _prove(request)
    if request.method == "POST":
        return ask(request, PROOF, "confirm")
    if registration and "moi" not in request.GET:
        return _show(request, registration, _form(registration))
    if PROOF.challenge(request) and "moi" not in request.GET:
        return render(request, PAGE, {"form": OneTimeCodeForm(), "asked": True})
    return render(request, PAGE, {"form": CodeAndPhoneForm()})


def _prove(request: HttpRequest) -> HttpResponse:
    form = OneTimeCodeForm(request.POST)
    subject = PROOF.prove(request, form) if form.is_valid() else ""
    if not subject:
        return render(request, PAGE, {"form": form, "asked": True})
    response = redirect("intake:confirm")
    PROOF.remember(response, subject)
    return response


def _form(registration: Registration, data: dict | None = None) -> ConfirmForm:
    saved = {name: value for name, value in registration.answers.items() if name not in UNSAID}
    return ConfirmForm(data, saved=saved, today=timezone.localdate(), lang=page_language())


def _show(request: HttpRequest, registration: Registration, form: ConfirmForm, refused: str = "") -> HttpResponse:
    said = registration.answers.items()
    answers = {name: value for name, value in said if name not in UNSAID and not name.startswith("writer_")}
    context = {
        "registration": registration,
        "form": form,
        "parts": [part for part in summary.parts(answers, timezone.localdate(), set(), page_language()) if part.rows],
        "writer": registration.answers.get("writer_name", ""),
        "refused": refused,
    }
    return render(request, "intake/request.html", context, status=409 if refused else 200)


def _answer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """`answer` is `yes` with the consents, or `no`."""
    try:
        if request.POST["answer"] == "no":
            withdraw(registration, by_citizen=True)
            response = render(request, "intake/request_refused.html")
        else:
            form = _form(registration, request.POST)
            if not form.is_valid():
                return _show(request, registration, form)
            consents = form.answers()
            confirmed = confirm_request(registration, consents, file_now=consents.get("file_now") == "yes")
            response = ready(confirmed)
    except MoveRefused as refusal:
        return _show(request, registration, _form(registration), str(refusal.words))
    cookies.CONFIRM.clear(response)
    return response
