"""The receiving point's page behind its signed link: what was passed on, and the answer. No account, no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hotline.conversations.errors import TooFast
from hotline.origin import own_pages_only
from hotline.referrals.errors import NotNow
from hotline.referrals.forms import AnswerForm
from hotline.referrals.links import referral_of
from hotline.referrals.models import Referral
from hotline.referrals.services.answer import answer as take_answer
from hotline.referrals.states import OPEN, Item, State
from portal.privacy.throttle import allow, network_key

private = cache_control(no_store=True, private=True)


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
@private
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows and changes nothing (a mail scanner may look); POST takes the answer."""
    if not allow("referral.answer", network_key(request), 120, 600, on_outage="permit"):
        return render(request, "referrals/gone.html", {"words": str(TooFast.detail)}, status=429)
    referral = referral_of(token)
    if referral is None:
        return render(request, "referrals/gone.html", status=404)
    if request.method != "POST":
        return _page(request, referral, AnswerForm(referral=referral))
    form = AnswerForm(request.POST, referral=referral)
    if form.is_valid():
        try:
            take_answer(referral, State(form.cleaned_data["state"]), form.cleaned_data["note"])
        except NotNow as refusal:
            form.add_error(None, str(refusal.words))
        else:
            return redirect(request.path + "?da-nhan")
    return _page(request, referral, form, 422)


def _page(request: HttpRequest, referral: Referral, form: AnswerForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "point": referral.point,
        "state": referral.get_state_display(),
        "told": [(Item(name).label, words) for name, words in referral.told.items()],
        "is_open": referral.state in OPEN,
        "taken": "da-nhan" in request.GET,
    }
    response = render(request, "referrals/answer.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
