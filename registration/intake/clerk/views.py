"""Pages of the desk's form: begin, one step each, check and receive. Only police desks, only their own drafts."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import POLICE_DESK, Role
from portal.accounts.permissions import role_view
from portal.privacy.uploads.receiving import SealedUploadHandler
from portal.ui.languages import page_language
from registration.casework.errors import MoveRefused
from registration.casework.views.access import staff
from registration.intake import filling, notes, papers, steps, summary, topics
from registration.intake.clerk import drafts, finishing
from registration.intake.clerk.forms import FinishForm, NewForm
from registration.intake.finishing import NotReady
from registration.intake.forms.base import StepForm
from registration.intake.models import Draft

police_desk = role_view(Role.POLICE_OFFICER, Role.POLICE_CHIEF)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@police_desk
def new(request: HttpRequest) -> HttpResponse:
    """GET: how it comes, and the officer's unfinished ones; POST begins."""
    user, form = staff(request), NewForm(request.POST or None)
    if form.is_valid():
        draft = drafts.begin(user, form.cleaned_data["origin"], form.received_at)
        return redirect("clerk:step", draft=draft.pk, slug=steps.STEPS[0].slug)
    context = {"form": form, "unfinished": drafts.of(user), "wards": user.wards_today(*POLICE_DESK)}
    return render(request, "intake/clerk/new.html", context, status=422 if form.is_bound else 200)


@csrf_exempt  # only the outer shell: `_step` is protected, once the upload handler is in place
@police_desk
def step_page(request: HttpRequest, draft: UUID, slug: str) -> HttpResponseBase:
    """One step. Files never touch the disk in the clear, so the handler is set before anything reads the body."""
    request.upload_handlers = [SealedUploadHandler(request)]
    return _step(request, draft, slug)


@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _step(request: HttpRequest, draft: UUID, slug: str) -> HttpResponse:
    step = steps.BY_SLUG.get(slug)
    if step is None:
        raise Http404
    found, today = _draft(request, draft), timezone.localdate()
    if request.method == "POST":
        return _save(request, found, step)
    if not step.applies(found.answers, today):
        return redirect(_after(found, step))
    return _show(request, found, step, filling.form_of(found, step, today, page_language()))


def _save(request: HttpRequest, draft: Draft, step: steps.Step) -> HttpResponse:
    user, today = staff(request), timezone.localdate()
    write = partial(drafts.write, user, draft.pk)
    taken = filling.take(request, draft, step, write=write, today=today, lang=page_language())
    elsewhere = drafts.other_ward(user, taken.draft.answers) if step.slug == filling.RESIDENCE else ""
    if elsewhere and taken.valid and taken.go != "wards":
        taken.form.add_error("residence_ward", elsewhere)
    back = steps.before(step, taken.draft.answers, today)
    match taken.go:
        case "back":
            return redirect("clerk:step", draft=draft.pk, slug=back.slug) if back else redirect("clerk:new")
        case "later":
            messages.success(request, _("Saved. You find it under “Register a person”."))
            return redirect("clerk:new")
        case "topics":
            return redirect("clerk:check", draft=draft.pk)
    if taken.go == "wards" or not taken.valid or elsewhere:
        return _show(request, taken.draft, step, taken.form)
    if taken.removed or taken.go == "stay":
        return redirect(request.get_full_path())
    for note in notes.notes(taken.draft, step.slug, today, page_language()):
        messages.info(request, note.line.text)
    changing = request.GET.get("sua") == "1"
    return redirect(reverse("clerk:check", args=[draft.pk]) if changing else _after(taken.draft, step))


def _after(draft: Draft, step: steps.Step) -> str:
    following = steps.after(step, draft.answers, timezone.localdate())
    if following is None:
        return reverse("clerk:check", args=[draft.pk])
    return reverse("clerk:step", args=[draft.pk, following.slug])


def _show(request: HttpRequest, draft: Draft, step: steps.Step, form: StepForm) -> HttpResponse:
    today = timezone.localdate()
    context = filling.context(draft, step, form, today) | {
        "topics": topics.topics(draft, today),
        "changing": request.GET.get("sua") == "1",
    }
    return render(request, "intake/clerk/step.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@police_desk
def check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """GET shows all answers; POST `do=receive` (identity compared) or `do=prepare` finishes."""
    user, today = staff(request), timezone.localdate()
    form, refused = FinishForm(request.POST or None), ""
    if form.is_valid():
        compared = form.cleaned_data["identity_compared"]
        if request.POST.get("do") == "receive" and not compared:
            form.add_error("identity_compared", _("Compare the person with the original papers or VNeID first."))
        else:
            try:
                receives = request.POST.get("do") == "receive"
                done = finishing.finish(user, draft, today, identity_compared=receives)
                messages.success(request, _("Received.") if receives else _("Prepared; not received yet."))
                return redirect("casework:detail", code=done.code)
            except drafts.NoDraft as error:
                raise Http404 from error
            except NotReady:
                refused = _("Something is still missing. Nothing was received.")
            except MoveRefused as refusal:
                refused = str(refusal.words)
    found = _draft(request, draft)
    open_steps, first, later = finishing.what_stands_in_the_way(found, today)
    context = {
        "draft": found,
        "parts": summary.parts(found.answers, today, {step.slug for step in open_steps}, page_language()),
        "open_steps": open_steps,
        "first": [(stop, notes.missing(stop.key)) for stop in first],
        "later": [notes.missing(stop.key) for stop in later],
        "elsewhere": drafts.other_ward(user, found.answers),
        "papers": papers.of_draft(found.pk),
        "form": form,
        "refused": refused,
    }
    return render(request, "intake/clerk/check.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@police_desk
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Erase an unfinished draft with its files."""
    drafts.discard(staff(request), draft)
    messages.success(request, _("The unfinished form was erased."))
    return redirect("clerk:new")


def _draft(request: HttpRequest, pk: UUID) -> Draft:
    try:
        return drafts.load(staff(request), pk)
    except drafts.NoDraft as error:
        raise Http404 from error
