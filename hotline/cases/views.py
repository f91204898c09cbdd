"""Staff pages of private pages: open one, the list, one page with its words (audited), what is agreed, the end."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hotline.cases.errors import CaseRefused
from hotline.cases.forms import ColleagueForm, MeetingForm, StepForm, WordsForm
from hotline.cases.models import Case
from hotline.cases.page import content
from hotline.cases.services import begin, end, plan
from hotline.cases.services.write import seen, write
from hotline.cases.states import LIVE, Author, Meeting
from hotline.conversations.errors import Refused
from hotline.conversations.panel_answers import conversation_for, may_act, panels_again
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record_read

STAFF = (Role.COUNSELLOR, Role.SUPERVISOR)
private = cache_control(no_store=True, private=True)


@require_safe
@private
@role_view(*STAFF)
def cases(request: HttpRequest) -> HttpResponse:
    """The pages of this counsellor (of all, for a supervisor), without a word of a person."""
    found = Case.objects.visible_to(request.user).filter(state__in=LIVE).select_related("counsellor")
    return render(request, "cases/cases.html", {"cases": found[:200]})


@require_POST
@private
@role_view(*STAFF)
def open_case(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Open a private page, from the panel beside a conversation."""
    conversation = conversation_for(request, key)
    if not may_act(conversation, request.user):
        raise Http404
    begin.open_case(conversation, request.user)
    return panels_again(conversation)


@require_POST
@private
@role_view(*STAFF)
def setup(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A new setup code."""
    found = _found(request, key)
    return _do(request, found, lambda: begin.give_setup(found, request.user))


@require_safe
@private
@role_view(*STAFF)
def case(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One page with its words."""
    found = _found(request, key)
    seen(found, Author.COUNSELLOR)
    return _page(request, found)


@require_POST
@private
@role_view(*STAFF)
def message(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Write to the person."""
    found, form = _found(request, key), WordsForm(request.POST)
    if form.is_valid():
        body, client_id = form.cleaned_data["body"], str(form.cleaned_data["client_id"])
        try:
            write(found.pk, Author.COUNSELLOR, client_id, body, request.user)
        except Refused as refusal:
            form.add_error("body", str(refusal.detail))
        except CaseRefused as refusal:
            form.add_error("body", str(refusal.words))
        else:
            return redirect("cases:case", found.pk)
    return _page(request, found, words=form)


@require_POST
@private
@role_view(*STAFF)
def meeting(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Agree an appointment."""
    found, form = _found(request, key), MeetingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, meeting=form)
    given = form.cleaned_data
    return _do(request, found, lambda: plan.agree(found, request.user, given["starts_at"], given["where"]))


@require_POST
@private
@role_view(*STAFF)
def settle(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """What became of an appointment."""
    found, state = _found(request, key), request.POST.get("state", "")
    if state not in Meeting.values or state == Meeting.PLANNED:
        raise Http404
    return _do(request, found, lambda: plan.settle_meeting(found, request.user, number, Meeting(state)))


@require_POST
@private
@role_view(*STAFF)
def step(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Add a step of the plan."""
    found, form = _found(request, key), StepForm(request.POST)
    if not form.is_valid():
        return _page(request, found, step=form)
    return _do(request, found, lambda: plan.add_step(found, request.user, form.cleaned_data["words"]))


@require_POST
@private
@role_view(*STAFF)
def tick(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """A step is done, or after all not."""
    found = _found(request, key)
    return _do(request, found, lambda: plan.tick_step(found, number, done=request.POST.get("done") == "yes"))


@require_POST
@private
@role_view(*STAFF)
def close(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Close the page; the person can still read and erase it."""
    found = _found(request, key)
    return _do(request, found, lambda: end.close(found.pk, request.user))


@require_POST
@private
@role_view(Role.SUPERVISOR)
def hand_over(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Give the page to another counsellor."""
    found, form = _found(request, key), ColleagueForm(request.POST)
    if not form.is_valid():
        return _page(request, found, colleague=form)
    return _do(request, found, lambda: end.hand_over(found, request.user, form.cleaned_data["to"]))


def _found(request: HttpRequest, key: uuid.UUID) -> Case:
    found = Case.objects.visible_to(request.user).select_related("counsellor", "conversation").filter(pk=key)
    case = found.filter(erased_at=None).first()
    if case is None:
        raise Http404
    return case


def _do(request: HttpRequest, found: Case, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except CaseRefused as refusal:
        messages.error(request, str(refusal.words))
    else:
        messages.success(request, _("Saved."))
    return redirect("cases:case", found.pk)


def _page(request: HttpRequest, found: Case, **typed: Any) -> HttpResponse:
    """The page; `typed` holds the form that was wrong. Each showing is a reading and is audited."""
    user = cast(User, request.user)
    record_read(user, "case.open", "case", str(found.pk))
    context = content(found)
    context["words"] = typed.get("words") or WordsForm(initial={"client_id": context["client_id"]})
    context["meeting"] = typed.get("meeting") or MeetingForm()
    context["step"] = typed.get("step") or StepForm()
    context["colleague"] = (typed.get("colleague") or ColleagueForm()) if user.has_role(Role.SUPERVISOR) else None
    return render(request, "cases/case.html", context, status=422 if typed else 200)
