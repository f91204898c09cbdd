"""Follow a registration: code and phone → code by SMS → where it stands, who opened it, and what the person can do."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registration.casework import tracking
from registration.casework.actions import answer_completion, withdraw
from registration.casework.errors import MoveRefused
from registration.casework.models import Registration
from registration.intake import cookies, papers, receipt
from registration.intake.code_forms import AnswerForm, CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.proving import Proof
from registration.intake.uploads import SealedUploadHandler
from registration.intake.views.asking import ask
from registration.intake.views.done import pdf_answer
from registration.intake.views.private import language, private


def _find(code: str, phone: str) -> str:
    registration = tracking.find(code, phone)
    return str(registration.pk) if registration else ""


PROOF = Proof("track", cookies.TRACK, _find)


def _registration(request: HttpRequest) -> Registration | None:
    subject = PROOF.subject(request)
    if not subject:
        return None
    return Registration.objects.select_related("ward__province").filter(pk=subject, erased_at=None).first()


@private
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """One address: `code` and `phone`, then `otp`, then the status; the signed cookie says which is next."""
    if request.method == "POST" and "otp" in request.POST:
        return _prove(request)
    if request.method == "POST":
        return ask(request, PROOF, "track")
    if "moi" not in request.GET:
        if registration := _registration(request):
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


def _status(request: HttpRequest, registration: Registration, form: AnswerForm | None = None) -> HttpResponse:
    lang = language()
    context = {
        "registration": registration,
        "timeline": tracking.timeline(registration, lang),
        "clock": tracking.running_clock(registration),
        "readers": tracking.readers(registration, lang),
        "may_answer": tracking.may_answer(registration),
        "may_withdraw": tracking.may_withdraw(registration),
        "receipt": receipt.receipt(registration, lang),
        "form": form or AnswerForm(),
    }
    return render(request, "intake/status.html", context)


@csrf_exempt  # only the outer shell: `_answer` is protected, once the upload handler is in place
def answer(request: HttpRequest) -> HttpResponse:
    """The answer to a request for missing parts: words and files, which never touch the disk in the clear."""
    request.upload_handlers = [SealedUploadHandler(request)]
    return _answer(request)


@csrf_protect
@private
@require_POST
def _answer(request: HttpRequest) -> HttpResponse:
    registration = _registration(request)
    if registration is None:
        return redirect("intake:track")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _status(request, registration, form)
    try:
        checked = [papers.inspect(file.name or "", file.read()) for file in request.FILES.getlist("documents")]
        kept = [papers.keep(paper, registration.pk) for paper in checked]
        answer_completion.answer(registration, form.cleaned_data["text"], kept)
    except papers.BadPaper as error:
        form.add_error(None, error.message)
    except MoveRefused as error:
        form.add_error(None, str(error.words))
    return _status(request, registration, form) if form.errors else redirect("intake:track")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest) -> HttpResponse:
    """GET says what withdrawing means now; POST `understood=on` does it."""
    registration = _registration(request)
    if registration is None:
        return redirect("intake:track")
    context = {"registration": registration, "receipt": receipt.receipt(registration, language())}
    if request.method == "POST" and request.POST.get("understood") == "on":
        try:
            withdraw.withdraw(registration, by_citizen=True)
        except MoveRefused as error:
            return render(request, "intake/withdraw.html", context | {"refused": error.words}, status=409)
        response = render(request, "intake/withdrawn.html", context)
        cookies.TRACK.clear(response)
        return response
    return render(request, "intake/withdraw.html", context)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser who proved what."""
    response = redirect("intake:track")
    cookies.TRACK.clear(response)
    return response


@private
@require_safe
def form_pdf(request: HttpRequest, form: str) -> HttpResponse:
    """One of the person's own forms."""
    registration = _registration(request)
    if registration is None:
        raise Http404
    return pdf_answer(registration, form)
