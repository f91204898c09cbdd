"""The private page as plain pages: enter, choose a PIN, read and write, tick off, change the PIN, close, erase.

One address shows the way in or the page, so that the browser's history says nothing.
"""

import contextlib
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from hotline.cases.cookies import COOKIE
from hotline.cases.errors import BadPin, CaseRefused, Ended, WaitFirst
from hotline.cases.forms import EnterForm, FirstForm, PinForm, WordsForm
from hotline.cases.models import Case
from hotline.cases.page import content
from hotline.cases.services import end, plan
from hotline.cases.services import enter as entering
from hotline.cases.services.write import seen, write
from hotline.cases.states import Author
from hotline.conversations import belongings
from hotline.conversations.errors import Refused
from hotline.origin import own_pages_only
from portal.privacy.throttle import network_key

private = cache_control(no_store=True, private=True)
METHODS = ["GET", "HEAD", "POST"]
HOME = "cases_public:home"
CaseView = Callable[..., HttpResponse]


def inside(view: CaseView) -> CaseView:
    """For a browser that has entered; others come to the way in."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        case = entering.case_of(COOKIE.read(request))
        return redirect(HOME) if case is None else view(request, case, **named)

    return guarded


@own_pages_only
@require_http_methods(METHODS)
@private
def home(request: HttpRequest) -> HttpResponse:
    """The way in, or the page of this browser."""
    if request.method == "POST":
        return _enter(request, EnterForm(request.POST), "cases/enter.html", entering.enter, "sign", "pin")
    case = entering.case_of(COOKIE.read(request))
    if case is None:
        return _answer(request, "cases/enter.html", {"form": EnterForm(), "gone": "da-xoa" in request.GET})
    seen(case, Author.PERSON)
    return _page(request, case)


@own_pages_only
@require_http_methods(METHODS)
@private
def first(request: HttpRequest) -> HttpResponse:
    """The first time, or a forgotten PIN: choose one with the setup code."""
    if request.method != "POST":
        return _answer(request, "cases/first.html", {"form": FirstForm()})
    form = FirstForm(request.POST)
    return _enter(request, form, "cases/first.html", entering.choose_pin, "sign", "setup", "pin")


@own_pages_only
@require_POST
@private
@inside
def message(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the counsellor."""
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            write(case.pk, Author.PERSON, str(form.cleaned_data["client_id"]), form.cleaned_data["body"])
        except Refused as refusal:
            form.add_error("body", str(refusal.detail))
        except Ended as refusal:
            form.add_error("body", str(refusal.words))
        else:
            return redirect(HOME)
    return _page(request, case, form, 422)


@own_pages_only
@require_POST
@private
@inside
def step(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """A step of the plan is done, or after all not."""
    with contextlib.suppress(Ended):
        plan.tick_step(case, number, done=request.POST.get("done") == "yes")
    return redirect(HOME)


@own_pages_only
@require_POST
@private
@inside
def stop(request: HttpRequest, case: Case, thing: uuid.UUID) -> HttpResponse:
    """Take back the consent to something that was passed on."""
    belongings.stop(case.pk, thing)
    return redirect(HOME)


@own_pages_only
@require_http_methods(METHODS)
@private
@inside
def pin(request: HttpRequest, case: Case) -> HttpResponse:
    """Another PIN."""
    form = PinForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                entering.change_pin(case, form.cleaned_data["old"], form.cleaned_data["pin"])
                return redirect(HOME)
            except CaseRefused as refusal:
                form.add_error("pin" if isinstance(refusal, BadPin) else "old", str(refusal.words))
                status = 429 if isinstance(refusal, WaitFirst) else 422
    return _answer(request, "cases/pin.html", {"form": form}, status)


@own_pages_only
@require_POST
@private
@inside
def leave(request: HttpRequest, case: Case) -> HttpResponse:
    """This browser is out; the page stays."""
    entering.leave(case)
    return _out(redirect(HOME))


@own_pages_only
@require_http_methods(METHODS)
@private
@inside
def finish(request: HttpRequest, case: Case) -> HttpResponse:
    """Close the page, or erase it at once with everything in it; asked once more."""
    how = request.POST.get("how", "")
    if how == "erase":
        end.erase(case.pk)
        response = redirect(HOME)
        response["Location"] += "?da-xoa"
        return _out(response)
    if how == "close":
        if case.is_live:
            end.close(case.pk)
        return redirect(HOME)
    return _answer(request, "cases/finish.html", {"case": case})


def _enter(request: HttpRequest, form: Any, template: str, act: Callable[..., str], *names: str) -> HttpResponse:
    """Try to come in with the named fields; whatever is wrong, the same words."""
    status = 422
    if form.is_valid():
        try:
            secret = act(*(form.cleaned_data[name] for name in names), network_key(request))
        except CaseRefused as refusal:
            form.add_error("pin" if isinstance(refusal, BadPin) else None, str(refusal.words))
            status = 429 if isinstance(refusal, WaitFirst) else 422
        else:
            response = redirect(HOME)
            COOKIE.write(response, secret)
            return response
    return _answer(request, template, {"form": form}, status)


def _page(request: HttpRequest, case: Case, form: WordsForm | None = None, status: int = 200) -> HttpResponse:
    context = content(case)
    words = form or WordsForm(initial={"client_id": context["client_id"]})
    return _answer(request, "cases/page.html", context | {"form": words}, status)


def _out(response: HttpResponse) -> HttpResponse:
    COOKIE.clear(response)
    return response


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
