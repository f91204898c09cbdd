"""Between the steps and the receipt: things to know first; check the answers, see who will be told what, finish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.privacy import tokens
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.models import Registration
from registration.intake import (
    cookies,
    drafts,
    finishing,
    notes,
    papers,
    requests,
    result_clock,
    steps,
    stops,
    summary,
    telling,
)
from registration.intake.forms.closing import PromiseForm
from registration.intake.models import Draft
from registration.intake.views.step import CHANGING, after, no_draft


@private
@require_safe
def note(request: HttpRequest) -> HttpResponse:
    """What comes first for these answers, and the way on or back."""
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return no_draft(request)
    today, changing = timezone.localdate(), request.GET.get(CHANGING) == "1"
    step = steps.BY_SLUG.get(request.GET.get("sau", ""), steps.STEPS[0])
    found = notes.notes(draft, step.slug, today, page_language())
    ends = any(one.key in notes.ENDS for one in found)
    context = {
        "notes": found,
        "step": step,
        "on_url": "" if ends else after(draft, step, today, changing),
        "back_url": reverse("intake:step", args=[step.slug]) + (f"?{CHANGING}=1" if changing else ""),
        "hours": result_clock.read(draft.answers),
        "valid_until": stops.determination_valid_until(draft.answers, today),
        "code": drafts.shown_code(draft),
        "kept_until": draft.kept_until,
    }
    return render(request, "intake/note.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET shows all answers; POST finishes (and takes the promises along where the form sends them)."""
    token, today = cookies.DRAFT.read(request), timezone.localdate()
    if request.method == "POST":
        try:
            _take_promises(request, token)
            return ready(finishing.finish(token, today))
        except drafts.NoDraft:
            return no_draft(request)
        except finishing.NotReady:
            pass  # the page itself says what is open
    try:
        draft = drafts.load(token)
    except drafts.NoDraft:
        return no_draft(request)
    return render(request, "intake/check.html", _shown(draft) | {"refused": request.method == "POST"})


def _shown(draft: Draft) -> dict[str, object]:
    today, answers, lang = timezone.localdate(), draft.answers, page_language()
    open_steps, first = finishing.what_is_open(draft, today)
    files_now = answers.get("file_now") == "yes" and stops.may_file_now(answers, today)
    request = stops.asked_by_relative(answers, today)
    return {
        "parts": summary.parts(answers, today, {step.slug for step in open_steps}, lang),
        "open_steps": open_steps,
        "first": [(stop, notes.missing(stop.key)) for stop in first],
        "papers": papers.of_draft(draft.pk),
        "files_now": files_now,
        "relative": request,
        "told": telling.told(answers, body=telling.desk_of(answers, today, lang), files_now=files_now, request=request),
        "hours": result_clock.read(answers),
        "saved_at": draft.active_at,
    }


def _take_promises(request: HttpRequest, token: str) -> None:
    step = steps.BY_SLUG["cam-ket"]
    if not any(name in request.POST for name in step.fields):
        return
    try:
        draft = drafts.load(token)
    except drafts.NoDraft:
        return  # finished already: `finish` finds the registration
    form = PromiseForm(request.POST, saved=draft.answers, today=timezone.localdate())
    if form.is_valid():
        drafts.save_step(token, step, form.answers(), {})


def ready(registration: Registration) -> HttpResponse:
    """To the receipt, with a note in the browser for an hour. A relative's note ends when the person has answered."""
    response = redirect("intake:done")
    ticket = {
        "registration": str(registration.pk),
        "request": bool(registration.answers.get(requests.UNCONFIRMED)),
    }
    cookies.READY.write(response, tokens.sign(ticket, "intake-ready"))
    return response
