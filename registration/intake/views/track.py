"""Follow a registration: code and phone → code by SMS → where it stands, what happens next, what the person can do.

The person's other doors are beside this: `answer`, `visit`, `contact`, `own_data`, `data_rights`.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.actions import withdraw
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration
from registration.casework.states import UNSEEN
from registration.intake import cookies, receipt, status_page
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.tracked import PROOF, registration_of
from registration.intake.views.asking import ask
from registration.intake.views.done import pdf_answer
from registration.rules.ruleset import ruleset

# What the law attaches to stopping, said before a received registration is withdrawn (keys of the crossing's lines).
MEANING = ("giving_up", "not_compulsory_for", "self_declaration", "can_be_a_crime")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """One address: `code` and `phone`, then `otp`, then the status; the signed cookie says which is next."""
    if request.method == "POST" and "otp" in request.POST:
        return _prove(request)
    if request.method == "POST":
        return ask(request, PROOF, "track")
    if "moi" not in request.GET:
        if registration := registration_of(request):
            return _status(request, registration)
        if PROOF.challenge(request):
            return render(request, "intake/track.html", {"form": OneTimeCodeForm(), "asked": True})
    return render(request, "intake/track.html", {"form": CodeAndPhoneForm()})


def _prove(request: HttpRequest) -> HttpResponse:
    form = OneTimeCodeForm(request.POST)
    subject = PROOF.prove(request, form) if form.is_valid() else ""
    if not subject:
        return render(request, "intake/track.html", {"form": form, "asked": True})
    response = redirect("intake:track")
    PROOF.remember(response, subject)
    return response


def _status(request: HttpRequest, registration: Registration) -> HttpResponse:
    context = status_page.page(registration, page_language()) | {"said": request.GET.get("ok", "")}
    return render(request, "intake/status.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest) -> HttpResponse:
    """GET says what withdrawing means now; POST `understood=on` does it."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    lang, rules = page_language(), ruleset(registration.rules_version)
    context = {
        "registration": registration,
        "unseen": registration.status in UNSEEN,
        "body": receipt.desk_name(rules, registration, lang),
        "meaning": [line for line in rules.crossing(lang) if line.key in MEANING],
        "withdrawn_at": timezone.now(),
    }
    if request.method == "POST" and request.POST.get("understood") == "on":
        try:
            withdraw.withdraw(registration, by_citizen=True)
        except MoveRefused as error:
            return render(request, "intake/withdraw.html", context | {"refused": error.words}, status=409)
        response = render(request, "intake/withdrawn.html", context)
        cookies.TRACK.clear(response)
        cookies.AGAIN.clear(response)
        return response
    unticked = {"unticked": request.method == "POST"}
    return render(request, "intake/withdraw.html", context | unticked, status=422 if unticked["unticked"] else 200)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser who proved what."""
    response = redirect("intake:track")
    cookies.TRACK.clear(response)
    cookies.AGAIN.clear(response)
    return response


@private
@require_safe
def form_pdf(request: HttpRequest, form: str) -> HttpResponse:
    """One of the person's own forms."""
    registration = registration_of(request)
    if registration is None:
        raise Http404
    return pdf_answer(registration, form)
