"""The crossing: one plain page before any name is asked, and what happens afterwards; both out of the rule set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.privacy import throttle
from registration.intake import cookies, drafts
from registration.intake.steps import BY_SLUG, STEPS
from registration.intake.views.private import language, private
from registration.rules.ruleset import ruleset_for

NEW_DRAFTS = (300, 3600)  # a whole mobile network may stand behind one address


@private
@require_http_methods(["GET", "HEAD", "POST"])
def crossing(request: HttpRequest) -> HttpResponse:
    """GET shows the page; POST `understood=on` begins a draft."""
    if request.method == "POST" and request.POST.get("understood") == "on":
        return _begin(request)
    rules = ruleset_for(timezone.localdate())
    context = {
        "rules": rules,
        "lines": rules.crossing(language()),
        "has_draft": _has_draft(request),
        "unasked": request.method == "POST",
    }
    return render(request, "intake/crossing.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def after(request: HttpRequest) -> HttpResponse:
    """What happens after registering, line by line with its article."""
    rules = ruleset_for(timezone.localdate())
    return render(request, "intake/after.html", {"rules": rules, "sections": rules.afterwards(language())})


def _has_draft(request: HttpRequest) -> bool:
    try:
        drafts.load(cookies.DRAFT.read(request))
    except drafts.NoDraft:
        return False
    return True


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
    response = redirect("intake:step", slug=step.slug)
    cookies.DRAFT.write(response, begun.token)
    cookies.READY.clear(response)
    return response
