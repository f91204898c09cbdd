"""The draft as a whole: which topics are done, saved for later and for how long, erased."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.ui.private_pages import private
from registration.intake import cookies, drafts, otp, papers, result_clock
from registration.intake import topics as list_of_topics
from registration.intake.models import Draft
from registration.intake.views.step import no_draft


@private
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic with how far it is, and the next one to do."""
    try:
        draft = drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return no_draft(request)
    today = timezone.localdate()
    found = list_of_topics.topics(draft, today, len(papers.of_draft(draft.pk)))
    left = (list_of_topics.State.TO_CHECK, list_of_topics.State.BEGUN, list_of_topics.State.OPEN)
    next_step = next((topic.step for topic in found if topic.state in left), None)
    context = {
        "topics": found,
        "finished": list_of_topics.done(found),
        "total": len(found),
        "next_step": next_step,
        "next_url": reverse("intake:step", args=[next_step.slug]) if next_step else reverse("intake:check"),
        "code": drafts.shown_code(draft),
        "draft": draft,
        "hours": result_clock.read(draft.answers),
    }
    return render(request, "intake/topics.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """GET shows the code to return with and until when; POST `longer`, `remind` changes how the draft is kept."""
    token = cookies.DRAFT.read(request)
    try:
        if request.method != "POST":
            return render(request, "intake/saved.html", _kept(drafts.load(token)))
        days = Draft.Kept.MONTH if request.POST.get("longer") == "yes" else Draft.Kept.WEEK
        draft = drafts.keep_longer(token, days, request.POST.get("remind") == "yes")
    except drafts.NoDraft:
        return no_draft(request)
    response = render(request, "intake/saved.html", _kept(draft) | {"changed": True})
    cookies.DRAFT.write(response, token, max_age_s=draft.kept_days * 24 * 3600)
    return response


def _kept(draft: Draft) -> dict[str, object]:
    phone = str(draft.answers.get("phone") or "")
    return {"draft": draft, "code": drafts.shown_code(draft), "can_remind": bool(phone) and otp.may_receive(phone)}


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
