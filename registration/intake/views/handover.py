"""A counsellor prepared answers: the person sees exactly what would be filled in, and decides.

The link opens the crossing (`?tu=`), which moves the sealed token into a cookie at once, so that no address keeps it;
this page comes after the crossing, when a draft exists.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.intake import cookies, drafts, prefill, summary
from registration.intake.prefill import BadToken, Used
from registration.intake.steps import STEPS
from registration.intake.views.step import no_draft


@private
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """GET shows what would be filled in; POST `agree=yes` takes it, `without=yes` goes on with an empty form."""
    token, today, lang = cookies.DRAFT.read(request), timezone.localdate(), page_language()
    try:
        drafts.load(token)
        found = prefill.open_link(cookies.HANDOVER.read(request))
        if request.POST.get("without") == "yes":
            return _on()
        if request.POST.get("agree") == "yes":
            prefill.take(found, token, today, lang)
            return _on()
    except drafts.NoDraft:
        return no_draft(request)
    except (BadToken, Used):
        return _on()
    answers = prefill.answers_of(found, today, lang)
    context = {
        "parts": [part for part in summary.parts(answers, today, set(), lang) if part.rows],
        "unticked": request.method == "POST",
    }
    return render(request, "intake/handover.html", context, status=422 if request.method == "POST" else 200)


def _on() -> HttpResponse:
    response = redirect("intake:step", slug=STEPS[0].slug)
    cookies.HANDOVER.clear(response)
    return response
