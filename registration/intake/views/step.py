"""One step of the wizard: show it, save it (every button saves), go on, back, or leave for later."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from registration.intake import clean_text, cookies, drafts, papers, steps, stops
from registration.intake.forms.base import StepForm
from registration.intake.uploads import SealedUploadHandler
from registration.intake.views.private import language, private


@csrf_exempt  # only the outer shell: `_page` is protected, once the upload handler is in place
def step_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A step's page. Files never touch the disk in the clear, so the handler is set before anything reads the body."""
    request.upload_handlers = [SealedUploadHandler(request)]
    return _page(request, slug)


@csrf_protect
@private
@require_http_methods(["GET", "HEAD", "POST"])
def _page(request: HttpRequest, slug: str) -> HttpResponse:
    step = steps.BY_SLUG.get(slug)
    if step is None:
        raise Http404
    token, today = cookies.DRAFT.read(request), timezone.localdate()
    try:
        draft = drafts.load(token)
    except drafts.NoDraft:
        return no_draft(request, step)
    if request.method != "POST" and not step.applies(draft.answers, today):
        following = steps.after(step, draft.answers, today)
        return redirect("intake:step", slug=following.slug) if following else redirect("intake:check")
    if request.method == "POST":
        try:
            return _save(request, token, draft, step, today)
        except drafts.NoDraft:
            return no_draft(request, step)
    return _show(request, draft, step, _form(draft, step, today), today)


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


def _form(draft: drafts.Draft, step: steps.Step, today: date) -> StepForm:
    """The step's form with what is stored; words that were refused before are shown again with the reason."""
    pending = draft.pending.get(step.slug)
    if not pending:
        return step.form(saved=draft.answers, today=today, lang=language())
    data = QueryDict(mutable=True)
    for name, values in pending.items():
        data.setlist(name, values)
    form = step.form(data, saved=draft.answers, today=today, lang=language())
    form.is_valid()
    return form


def _save(request: HttpRequest, token: str, draft: drafts.Draft, step: steps.Step, today: date) -> HttpResponse:
    """Save what is valid, keep the rest for showing again, then go where the button says."""
    form = step.form(request.POST, request.FILES, saved=draft.answers, today=today, lang=language())
    valid = form.is_valid()
    typed = {name: clean_text.showable(request.POST.getlist(name)) for name in step.fields if name in request.POST}
    draft = drafts.save_step(token, step, form.answers(), {} if valid else typed)
    if removed := request.POST.get("remove"):
        papers.remove(removed, draft.pk)
    valid = _keep_papers(request, draft, form) and valid
    match request.POST.get("go", "stay" if removed else "next"):
        case "wards":
            chosen = draft.answers | {name: values[-1] for name, values in typed.items() if values}
            return _show(request, draft, step, step.form(saved=chosen, today=today, lang=language()), today)
        case "back":
            previous = steps.before(step, draft.answers, today)
            return redirect("intake:step", slug=previous.slug) if previous else redirect("intake:crossing")
        case "later":
            return redirect("intake:saved")
    if not valid:
        form.show_again()
        return _show(request, draft, step, form, today)
    stay = removed or request.POST.get("go") == "stay"
    return redirect(request.get_full_path() if stay else _way_on(request, draft, step, today))


def _keep_papers(request: HttpRequest, draft: drafts.Draft, form: StepForm) -> bool:
    """Check and keep each file; faults become errors of the field. True when all were kept."""
    whole = True
    for file in request.FILES.getlist("documents"):
        try:
            papers.keep(papers.inspect(file.name or "", file.read()), draft.pk)
        except papers.BadPaper as error:
            form.add_error("documents", error.message)
            whole = False
    return whole


def _way_on(request: HttpRequest, draft: drafts.Draft, step: steps.Step, today: date) -> str:
    if any(stop.step == step.slug for stop in stops.stops(draft.answers, today)):
        return reverse("intake:note") + f"?sau={step.slug}"
    following = steps.after(step, draft.answers, today)
    if following is None or request.GET.get("sua") == "1":
        return reverse("intake:check")
    return reverse("intake:step", kwargs={"slug": following.slug})


def _show(request: HttpRequest, draft: drafts.Draft, step: steps.Step, form: StepForm, today: date) -> HttpResponse:
    path = steps.steps_for(draft.answers, today)
    context: dict[str, Any] = {
        "step": step,
        "form": form,
        "number": 1 + sum(steps.STEPS.index(one) < steps.STEPS.index(step) for one in path),
        "total": len(path),
        "draft": draft,
        "code": drafts.shown_code(draft),
        "saved_at": draft.active_at if draft.answers else None,
        "papers": papers.of_draft(draft.pk) if step.slug == "giay-to" else [],
        "minor": stops.is_minor(draft.answers, today),
        "valid_until": stops.determination_valid_until(draft.answers, today),
    }
    return render(request, "intake/step.html", context)
