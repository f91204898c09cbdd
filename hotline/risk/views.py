"""The panel's forms: replies, steps, the supervisor called, the end. Each answers with the panels anew."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from hotline.conversations.errors import Refused
from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import conversation_for, may_act, panel_with_errors, panels_again
from hotline.risk.console_panels import TEMPLATE, panel_of
from hotline.risk.errors import NotNow
from hotline.risk.forms import EndForm, RepliesForm, StepsForm
from hotline.risk.models import Assessment
from hotline.risk.protocol import protocol
from hotline.risk.services.act import call_supervisor, close, tick
from hotline.risk.services.assess import assess
from hotline.risk.states import Kind, Outcome
from portal.accounts.models import Role
from portal.accounts.permissions import role_view

STAFF = (Role.COUNSELLOR, Role.SUPERVISOR)
private = cache_control(no_store=True, private=True)


@require_POST
@private
@role_view(*STAFF)
def replies(request: HttpRequest, key: uuid.UUID, kind: str) -> HttpResponse:
    """The replies to the questions of one kind of danger."""
    conversation = _mine(request, key)
    danger = protocol().dangers.get(kind)
    if danger is None:
        raise Http404
    form = RepliesForm(request.POST, danger=danger)

    def do() -> None:
        assess(conversation.pk, request.user, Kind(kind), form.replies())

    return _answer(request, conversation, form, do, kind=kind, name="replies")


@require_POST
@private
@role_view(*STAFF)
def steps(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What has been done."""
    assessment = _assessment(request, key)
    form = StepsForm(request.POST, assessment=assessment)

    def do() -> None:
        tick(assessment.pk, request.user, form.cleaned_data["steps"], form.cleaned_data["words"])

    return _answer(request, assessment.conversation, form, do, kind=assessment.kind, name="steps")


@require_POST
@private
@role_view(*STAFF)
def supervisor(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Call a supervisor."""
    assessment = _assessment(request, key)
    form = EndForm(assessment=assessment)
    return _answer(
        request,
        assessment.conversation,
        form,
        lambda: call_supervisor(assessment.pk, request.user),
        kind=assessment.kind,
        name="end",
    )


@require_POST
@private
@role_view(*STAFF)
def end(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How it ended."""
    assessment = _assessment(request, key)
    form = EndForm(request.POST, assessment=assessment)

    def do() -> None:
        close(assessment.pk, request.user, Outcome(form.cleaned_data["outcome"]))

    return _answer(request, assessment.conversation, form, do, kind=assessment.kind, name="end")


def _mine(request: HttpRequest, key: uuid.UUID) -> Conversation:
    conversation = conversation_for(request, key)
    if not may_act(conversation, request.user):
        raise Http404
    return conversation


def _assessment(request: HttpRequest, key: uuid.UUID) -> Assessment:
    found = Assessment.objects.select_related("conversation").filter(pk=key).first()
    if found is None:
        raise Http404
    _mine(request, found.conversation_id)
    return found


def _answer(
    request: HttpRequest, conversation: Conversation, form: Any, do: Callable[[], Any], *, kind: str, name: str
) -> HttpResponse:
    """Do it where the form is good (or asks nothing); else the panel with what was typed and what is wrong."""
    if not form.is_bound or form.is_valid():
        try:
            do()
        except NotNow as refusal:
            words = str(refusal.words)
        except Refused as refusal:
            words = str(refusal.detail)
        else:
            return panels_again(conversation)
        if not form.is_bound:
            return panels_again(conversation)
        form.add_error(None, words)
    return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, kind=kind, **{name: form}))
