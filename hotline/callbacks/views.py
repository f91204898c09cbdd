"""Staff pages of the tasks: the list without personal words, one task opened (audited), and what may be done."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hotline.callbacks.console_panels import TEMPLATE, panel_of
from hotline.callbacks.errors import TaskRefused
from hotline.callbacks.forms import AnswerForm, OutcomeForm, ReminderForm
from hotline.callbacks.lists import done_lately, parts
from hotline.callbacks.models import Task
from hotline.callbacks.services.keep import remind
from hotline.callbacks.services.text_back import text_back
from hotline.callbacks.services.work import finish, give_back, not_reached, take
from hotline.callbacks.states import ASKED, Outcome
from hotline.conversations.errors import Refused
from hotline.conversations.panel_answers import conversation_for, may_act, panel_with_errors, panels_again
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record_read

STAFF = (Role.COUNSELLOR, Role.SUPERVISOR)
private = cache_control(no_store=True, private=True)


@require_safe
@private
@role_view(*STAFF)
def tasks(request: HttpRequest) -> HttpResponse:
    """What is due; `?show=mine` or `?show=done`."""
    user, show = _user(request), request.GET.get("show", "")
    context: dict[str, Any] = {"show": show if show in {"mine", "done"} else "all"}
    if show == "done":
        context["done"] = done_lately(user)
    else:
        context["parts"] = parts(user, timezone.now(), mine=show == "mine")
    return render(request, "callbacks/tasks.html", context)


@require_safe
@private
@role_view(*STAFF)
def task(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One task; its words and number only for who has taken it, or a supervisor. Each reading is audited."""
    return _page(request, _found(request, key), OutcomeForm(), AnswerForm())


@require_POST
@private
@role_view(*STAFF)
def take_task(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Make it mine."""
    found = _found(request, key)
    _try(request, lambda: take(found.pk, _user(request)))
    return redirect("callbacks:task", found.pk)


@require_POST
@private
@role_view(*STAFF)
def give_back_task(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Back to everybody."""
    found = _found(request, key)
    _try(request, lambda: give_back(found.pk, _user(request)))
    return redirect("callbacks:tasks")


@require_POST
@private
@role_view(*STAFF)
def outcome(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What came of it: ended, or tried in vain and due again."""
    found, form = _found(request, key), OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, AnswerForm(), 422)
    what, user = Outcome(form.cleaned_data["outcome"]), _user(request)
    if what == Outcome.NOT_REACHED and found.kind in ASKED:
        _try(request, lambda: not_reached(found.pk, user))
    else:
        _try(request, lambda: finish(found.pk, user, what, form.cleaned_data["words"]))
    return redirect("callbacks:tasks")


@require_POST
@private
@role_view(*STAFF)
def answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer a wish by text: the words wait on the web."""
    found, form = _found(request, key), AnswerForm(request.POST)
    if not _readable(found, request) or not found.phone:
        raise Http404
    if form.is_valid():
        try:
            text_back(found.pk, _user(request), form.cleaned_data["body"])
        except TaskRefused as refusal:
            form.add_error(None, str(refusal.words))
        except Refused as refusal:
            form.add_error(None, str(refusal.detail))
        else:
            messages.success(request, _("The answer waits on the web; the phone is told. You hold the conversation."))
            return redirect("callbacks:tasks")
    return _page(request, found, OutcomeForm(), form, 422)


@require_POST
@private
@role_view(*STAFF)
def remind_me(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A reminder about a conversation, from its panel."""
    conversation, form = conversation_for(request, key), ReminderForm(request.POST)
    if not may_act(conversation, request.user):
        raise Http404
    if form.is_valid():
        remind(conversation, request.user, form.cleaned_data["due"], form.cleaned_data["words"])
        return panels_again(conversation)
    return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, form))


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _found(request: HttpRequest, key: uuid.UUID) -> Task:
    task = Task.objects.visible_to(_user(request)).select_related("assignee", "conversation").filter(pk=key).first()
    if task is None:
        raise Http404
    return task


def _readable(task: Task, request: HttpRequest) -> bool:
    """Words and number open only to who works on the task, or supervises."""
    user = _user(request)
    return task.assignee_id == user.pk or user.has_role(Role.SUPERVISOR)


def _try(request: HttpRequest, act: Any) -> None:
    try:
        act()
    except TaskRefused as refusal:
        messages.error(request, str(refusal.words))


def _page(
    request: HttpRequest, task: Task, form: OutcomeForm, answer_form: AnswerForm, status: int = 200
) -> HttpResponse:
    readable = _readable(task, request)
    if readable:
        record_read(_user(request), "task.open", "task", str(task.pk), detail={"kind": task.kind})
    context = {
        "task": task,
        "readable": readable,
        "mine": task.assignee_id == _user(request).pk,
        "form": form,
        "answer_form": answer_form if readable and task.phone else None,
        "attempts": list(task.attempts.select_related("user")),
    }
    return render(request, "callbacks/task.html", context, status=status)
