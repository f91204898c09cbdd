"""Ask for a call, a text, or leave a message; take the wish back. Plain pages, nobody needs script or an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hotline.callbacks.forms import MESSAGE, AskForm, TakeBackForm
from hotline.callbacks.limits import may_ask, may_take_back
from hotline.callbacks.services.leave import leave_message
from hotline.callbacks.services.wish import keep_wish, take_back
from hotline.conversations.blocking import is_blocked, marks_of
from hotline.conversations.errors import Blocked, Refused, TooFast
from hotline.conversations.own import own_conversation
from hotline.conversations.short_codes import shown
from hotline.line.facts import in_language, line
from hotline.origin import own_pages_only

private = cache_control(no_store=True, private=True)
METHODS = ["GET", "HEAD", "POST"]


@own_pages_only
@require_http_methods(METHODS)
@private
def ask(request: HttpRequest) -> HttpResponse:
    """The form; when it is good, what will happen and the code to take it back."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_ask(request):
            form.add_error(None, str(TooFast.detail))
            return _page(request, form, 429)
        if is_blocked(_marks(request)):
            form.add_error(None, str(Blocked.detail))
            return _page(request, form, 403)
        try:
            return _kept(request, form)
        except Refused as refusal:
            form.add_error("words", str(refusal.detail))
    return _page(request, form, 422 if form.is_bound else 200)


@own_pages_only
@require_http_methods(METHODS)
@private
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take a wish back with its code."""
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_take_back(request):
            form.add_error(None, str(TooFast.detail))
            return render(request, "callbacks/take_back.html", {"form": form}, status=429)
        if take_back(form.cleaned_data["code"]):
            return render(request, "callbacks/taken_back.html")
        form.add_error("code", translation.gettext("This code does not work, or no longer."))
    return render(request, "callbacks/take_back.html", {"form": form}, status=422 if form.is_bound else 200)


def _kept(request: HttpRequest, form: AskForm) -> HttpResponse:
    language = translation.get_language() or "vi"
    given = form.cleaned_data
    if given["way"] == MESSAGE:
        code = leave_message(given["words"], given["nickname"], language, _marks(request))
        return render(request, "callbacks/left.html", {"code": shown(code)})
    kept = keep_wish(form.wish(language), own_conversation(request))
    slot = form.slots.get(given["when"])
    context = {"code": shown(kept.code), "way": given["way"], "slot": slot, "say_who": given["say_who"] == "yes"}
    return render(request, "callbacks/kept.html", context)


def _marks(request: HttpRequest) -> list[str]:
    return marks_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def _page(request: HttpRequest, form: AskForm, status: int) -> HttpResponse:
    facts, language = line(), translation.get_language() or "vi"
    context = {
        "form": form,
        "open_now": facts.is_open(timezone.now()),
        "hours": in_language(facts.hours_text, language),
        "inside": own_conversation(request) is not None,
    }
    return render(request, "callbacks/ask.html", context, status=status)
