"""Return to a draft: its code and phone, then the code from the SMS; this browser then holds the draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.ui.private_pages import private
from registration.intake import cookies, drafts
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm
from registration.intake.models import Draft
from registration.intake.proving import Proof
from registration.intake.steps import STEPS, unfinished
from registration.intake.views.asking import ask


def _find(code: str, phone: str) -> str:
    draft = drafts.find_by_code(code, phone)
    return str(draft.pk) if draft else ""


PROOF = Proof("draft", cookies.RESUME, _find)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """One address for both questions; the signed cookie says which one is next."""
    if request.method == "POST" and request.POST.get("only") == "this":
        return _only_this(request)
    if request.method == "POST" and "otp" in request.POST:
        return _prove(request)
    if request.method == "POST":
        return ask(request, PROOF, "resume")
    if PROOF.challenge(request) and "moi" not in request.GET:
        return render(request, "intake/resume.html", {"form": OneTimeCodeForm(), "asked": True})
    return render(request, "intake/resume.html", {"form": CodeAndPhoneForm()})


def _prove(request: HttpRequest) -> HttpResponse:
    form = OneTimeCodeForm(request.POST)
    if not form.is_valid():
        return render(request, "intake/resume.html", {"form": form, "asked": True})
    subject = PROOF.prove(request, form)
    if not subject:
        return render(request, "intake/resume.html", {"form": form, "asked": True})
    try:
        token = drafts.hand_over(subject)
        draft = drafts.load(token)
    except drafts.NoDraft:
        return render(request, "intake/no_draft.html", {"carried": []}, status=410)
    others = drafts.others_of_phone(draft)
    if others:
        context = {"others": others, "draft": draft, "next_url": _goes_on(draft)}
        response = render(request, "intake/others.html", context)
        PROOF.remember(response, subject)
    else:
        response = redirect(_goes_on(draft))
        cookies.RESUME.clear(response)
    cookies.DRAFT.write(response, token, max_age_s=draft.kept_days * 24 * 3600)
    return response


def _goes_on(draft: Draft) -> str:
    """The first topic that is still open."""
    left = unfinished(draft.answers, draft.active_at.date()) or [STEPS[-1]]
    return reverse("intake:step", args=[left[0].slug])


def _only_this(request: HttpRequest) -> HttpResponse:
    """One form at a time: the others of the phone that this browser has just proved are erased."""
    subject = PROOF.subject(request)
    draft = Draft.objects.living().filter(pk=subject).first() if subject else None
    if draft is None:
        return redirect("intake:resume")
    drafts.erase_all(drafts.others_of_phone(draft))
    response = redirect(_goes_on(draft))
    cookies.RESUME.clear(response)
    return response
