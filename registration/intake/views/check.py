"""Between the steps and the receipt: things to do first, "saved for later", check answers and finish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.privacy import tokens
from registration.intake import cookies, drafts, finishing, papers, steps, stops, summary
from registration.intake.forms.closing import PromiseForm
from registration.intake.views.private import language, private
from registration.intake.views.step import no_draft
from registration.rules.ruleset import ruleset_for


@private
@require_safe
def note(request: HttpRequest) -> HttpResponse:
    """What comes first for these answers, and the way on or back."""
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return no_draft(request)
    today = timezone.localdate()
    found, rules, lang = stops.stops(draft.answers, today), ruleset_for(today), language()
    step = steps.BY_SLUG.get(request.GET.get("sau", ""), steps.STEPS[0])
    following = steps.after(step, draft.answers, today)
    context = {
        "lines": [(stop, rules.outcome(stop.key, lang)) for stop in found],
        "keys": {stop.key for stop in found},
        "step": step,
        "following": following,
        "valid_until": stops.determination_valid_until(draft.answers, today),
        "code": drafts.shown_code(draft),
    }
    return render(request, "intake/note.html", context)


@private
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Saved for later: the code to return with, and for how long."""
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return no_draft(request)
    context = {"draft": draft, "code": drafts.shown_code(draft), "until": draft.kept_until}
    return render(request, "intake/saved.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """GET asks once; POST erases the draft at once."""
    if request.method != "POST":
        return render(request, "intake/erase.html")
    drafts.erase(cookies.DRAFT.read(request))
    response = render(request, "intake/erased.html")
    cookies.DRAFT.clear(response)
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET shows all answers; POST finishes (and takes the promises along where the form sends them)."""
    token, today = cookies.DRAFT.read(request), timezone.localdate()
    if request.method == "POST":
        try:
            _take_promises(request, token)
            return _done(finishing.finish(token, today).pk)
        except drafts.NoDraft:
            return no_draft(request)
        except finishing.NotReady:
            pass  # the page itself says what is open
    try:
        draft = drafts.load(token)
    except drafts.NoDraft:
        return no_draft(request)
    open_steps, first = finishing.what_is_open(draft, today)
    context = {
        "parts": summary.parts(draft.answers, today, {step.slug for step in open_steps}, language()),
        "open_steps": open_steps,
        "first": first,
        "papers": papers.of_draft(draft.pk),
        "answers": draft.answers,
        "files_now": draft.answers.get("file_now") == "yes" and stops.may_file_now(draft.answers, today),
        "relative": stops.asked_by_relative(draft.answers, today),
        "body": ruleset_for(today).receiving_body.name(language()),
        "refused": request.method == "POST",
    }
    return render(request, "intake/check.html", context)


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


def _done(registration_id: object) -> HttpResponse:
    response = redirect("intake:done")
    cookies.READY.write(response, tokens.sign({"registration": str(registration_id)}, "intake-ready"))
    return response
