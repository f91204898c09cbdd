"""One step of the wizard: show it, save it (every button saves), go on, back, or leave for later."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect, requires_csrf_token
from django.views.decorators.http import require_http_methods

from portal.privacy import clean_text
from portal.privacy.uploads.receiving import SealedUploadHandler
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.intake import cookies, drafts, filling, notes, steps
from registration.intake.forms.base import StepForm
from registration.intake.models import Draft

CHANGING = "sua"
"""Query parameter of a step opened from "check answers": every way out of it returns there."""
LEAVES = {"later": "intake:saved", "topics": "intake:topics"}


@csrf_exempt  # only the outer shell: `_page` is protected, once the upload handler is in place
def step_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A step's page. Files never touch the disk in the clear, so the handler is set before anything reads the body."""
    request.upload_handlers = [SealedUploadHandler(request)]
    response = _page(request, slug)
    if response.status_code == 403 and request.method == "POST":
        return _too_long_open(request, slug)
    return response


@csrf_protect
@private
@require_http_methods(["GET", "HEAD", "POST"])
def _page(request: HttpRequest, slug: str) -> HttpResponse:
    step = _step(slug)
    token, today = cookies.DRAFT.read(request), timezone.localdate()
    try:
        draft = drafts.load(token)
        if request.method == "POST":
            return _save(request, token, draft, step, today)
    except drafts.NoDraft:
        return no_draft(request, step)
    if not step.applies(draft.answers, today):
        following = steps.after(step, draft.answers, today)
        return redirect("intake:step", slug=following.slug) if following else redirect("intake:check")
    return _show(request, draft, step, filling.form_of(draft, step, today, page_language()), today)


@requires_csrf_token
@private
def _too_long_open(request: HttpRequest, slug: str) -> HttpResponse:
    """The page's own token no longer counts (the browser was closed in between): show it again with all that was typed.

    Nothing is saved here: the person sees what was sent and presses the button once more.
    """
    step, today = _step(slug), timezone.localdate()
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        response = no_draft(request, step)
        response.status_code = 403
        return response
    data = QueryDict(mutable=True)
    for name, values in filling.typed_in(request, step).items():
        data.setlist(name, values)
    form = step.form(data, saved=draft.answers, today=today, lang=page_language())
    form.is_valid()
    return _show(request, draft, step, form, today, once_more=True, status=403)


def no_draft(request: HttpRequest, step: steps.Step | None = None) -> HttpResponse:
    """No cookie: to the receipt where this browser has just finished (back button, second press), else to the crossing.

    A lost, finished or altered draft: a plain page that keeps what was just typed.
    """
    typed = request.method == "POST" and step is not None
    if not cookies.DRAFT.read(request):
        if cookies.READY.read(request) and not typed:
            return redirect("intake:done")
        if request.method != "POST":
            return redirect("intake:crossing")
    carried = [
        (name, clean_text.showable(value))
        for name in (step.fields if step else ())
        for value in request.POST.getlist(name)
    ]
    context = {"step": step, "carried": carried}
    response = render(request, "intake/no_draft.html", context, status=410)
    cookies.DRAFT.clear(response)
    return response


def _step(slug: str) -> steps.Step:
    step = steps.BY_SLUG.get(slug)
    if step is None:
        raise Http404
    return step


def _save(request: HttpRequest, token: str, draft: Draft, step: steps.Step, today: date) -> HttpResponse:
    """Save, then go where the button says; the browser's note of the draft lives as long as the draft."""

    def write(step: steps.Step, answers: dict, pending: dict) -> Draft:
        return drafts.save_step(token, step, answers, pending)

    taken = filling.take(request, draft, step, write=write, today=today, lang=page_language())
    response = _answer(request, taken, step, today)
    cookies.DRAFT.write(response, token, max_age_s=taken.draft.kept_days * 24 * 3600)
    return response


def _answer(request: HttpRequest, taken: filling.Taken, step: steps.Step, today: date) -> HttpResponse:
    changing = request.GET.get(CHANGING) == "1"
    if taken.go == "wards":
        return _show(request, taken.draft, step, taken.form, today)
    if taken.go in LEAVES:
        return redirect(LEAVES[taken.go])
    if taken.go == "back":
        return redirect(_way_back(taken.draft, step, today, changing))
    if not taken.valid:
        return _show(request, taken.draft, step, taken.form, today)
    stay = taken.removed or taken.go == "stay"
    return redirect(request.get_full_path() if stay else _way_on(taken.draft, step, today, changing))


def _way_back(draft: Draft, step: steps.Step, today: date, changing: bool) -> str:
    previous = steps.before(step, draft.answers, today)
    if changing:
        return reverse("intake:check")
    return reverse("intake:step", args=[previous.slug]) if previous else reverse("intake:crossing")


def _way_on(draft: Draft, step: steps.Step, today: date, changing: bool) -> str:
    if notes.notes(draft, step.slug, today, page_language()):
        return reverse("intake:note") + f"?sau={step.slug}" + (f"&{CHANGING}=1" if changing else "")
    return after(draft, step, today, changing)


def after(draft: Draft, step: steps.Step, today: date, changing: bool) -> str:
    """Where a step leads once it is done: the next one, or back to the check."""
    following = steps.after(step, draft.answers, today)
    if following is None or changing:
        return reverse("intake:check")
    return reverse("intake:step", kwargs={"slug": following.slug})


def _show(
    request: HttpRequest,
    draft: Draft,
    step: steps.Step,
    form: StepForm,
    today: date,
    *,
    once_more: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = filling.context(draft, step, form, today) | {
        "code": drafts.shown_code(draft),
        "changing": request.GET.get(CHANGING) == "1",
        "once_more": once_more,
    }
    return render(request, "intake/step.html", context, status=status)
