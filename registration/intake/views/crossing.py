"""The crossing: one plain page before any name is asked, and what happens afterwards; both out of the rule set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.privacy import throttle
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.intake import cookies, crossing_words, drafts, prefill
from registration.intake.models import Draft
from registration.intake.steps import BY_SLUG, STEPS
from registration.rules.ruleset import ruleset_for

NEW_DRAFTS = (300, 3600)  # a whole mobile network may stand behind one address
LINK = "tu"
"""Query parameter of a counsellor's link (`portal.privacy.handover`)."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def crossing(request: HttpRequest) -> HttpResponse:
    """GET shows the page; POST `understood=on` begins a draft, `draft=continue` goes on with this browser's own."""
    if request.method == "POST" and request.POST.get("draft") == "continue" and _draft(request):
        return redirect("intake:topics")
    if request.method == "POST" and request.POST.get("understood") == "on":
        return _begin(request)
    if request.method != "POST" and LINK in request.GET:
        return _keep_link(request)
    rules = ruleset_for(timezone.localdate())
    context = {
        "rules": rules,
        "groups": crossing_words.groups(rules.crossing(page_language())),
        "draft": _draft(request),
        "unasked": request.method == "POST",
        "link": _link_state(request),
    }
    return render(request, "intake/crossing.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def after(request: HttpRequest) -> HttpResponse:
    """What happens after registering, line by line with its article."""
    rules = ruleset_for(timezone.localdate())
    return render(request, "intake/after.html", {"rules": rules, "sections": rules.afterwards(page_language())})


def _draft(request: HttpRequest) -> Draft | None:
    try:
        return drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return None


def _keep_link(request: HttpRequest) -> HttpResponse:
    """The sealed link moves from the address into a cookie, before anything else is loaded."""
    response = redirect("intake:crossing")
    cookies.HANDOVER.write(response, request.GET[LINK][:2000])
    return response


def _link_state(request: HttpRequest) -> str:
    """ "" without a link, "ready", or "over" where it was used or is too old."""
    token = cookies.HANDOVER.read(request)
    if not token:
        return ""
    try:
        prefill.open_link(token)
    except (prefill.BadToken, prefill.Used):
        return "over"
    return "ready"


def _begin(request: HttpRequest) -> HttpResponse:
    """A new draft; words that a lost draft's page carried over are kept as not yet checked."""
    if not throttle.allow("intake-begin", throttle.network_key(request), *NEW_DRAFTS):
        return render(request, "intake/too_many.html", status=429)
    drafts.erase(cookies.DRAFT.read(request))
    begun = drafts.begin()
    step = BY_SLUG.get(request.POST.get("carry_step", ""), STEPS[0])
    carried = {name: request.POST.getlist(name) for name in step.fields if name in request.POST}
    if carried:
        drafts.save_step(begun.token, step, {}, carried)
    ready = not carried and _link_state(request) == "ready"
    response = redirect("intake:handover") if ready else redirect("intake:step", slug=step.slug)
    cookies.DRAFT.write(response, begun.token)
    cookies.READY.clear(response)
    return response
