"""Staff pages of the versions of the law: administrators write, publishers (the lawyers) review, the desks look ahead.

Steps: `actions/`. What a version changes: `compare.py`; whom it touches: `effects.py`.
"""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import confirm_second_factor, role_view

from . import effects, showing
from .actions import draft, review
from .errors import Refused
from .forms import ApproveForm, NewVersionForm, ReasonForm, TextForm
from .models import RuleSetVersion
from .places_in_text import line_of
from .ruleset import rulesets

State = RuleSetVersion.State
AUTHORS = (Role.ADMINISTRATOR,)
REVIEWERS = (Role.PUBLISHER,)
DESKS = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
either = role_view(*AUTHORS, *REVIEWERS)
authors = role_view(*AUTHORS)
reviewers = role_view(*REVIEWERS)


def _row(pk: int) -> RuleSetVersion:
    return get_object_or_404(RuleSetVersion.objects.select_related("author", "reviewer", "withdrawn_by"), pk=pk)


def _tried(request: HttpRequest, done: str, step: Any, *args: Any) -> RuleSetVersion | None:
    """Take the step; say that it is done, or why it is not."""
    try:
        row: RuleSetVersion = step(*args)
    except RuleSetVersion.DoesNotExist as error:
        raise Http404 from error
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, done)
    return row


@either
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every version: those that came with the portal, those approved since, drafts and withdrawn ones."""
    rows = RuleSetVersion.objects.select_related("author", "reviewer").defer("text")
    context = {"rows": rows, "counting": rulesets().values(), "today": timezone.localdate()}
    return render(request, "rules/versions.html", context | {"may_write": _holds(request, *AUTHORS)})


@authors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A draft that says what the newest version says."""
    form = NewVersionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = draft.start_draft(cast(User, request.user), **form.cleaned_data)
        except Refused as refused:
            form.add_error("valid_from", str(refused))
        else:
            return redirect("rules:edit", row.pk)
    return render(request, "rules/new.html", {"form": form})


@either
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what it says otherwise, whom it touches, and what one can do with it now."""
    row, user = _row(pk), cast(User, request.user)
    mine, reviews = row.author_id == user.pk, _holds(request, *REVIEWERS)
    context = {
        "row": row,
        "line": line_of(row.text, row.problem) if row.problem else None,
        "comparison": showing.comparison(row, translation.get_language()),
        "wards": effects.by_ward(),
        "may_edit": mine and row.state == State.DRAFT and _holds(request, *AUTHORS),
        "may_take_back": mine and row.state == State.REVIEW,
        "may_review": reviews and not mine and row.state == State.REVIEW,
        "may_withdraw": showing.may_withdraw(row, timezone.now()),
    }
    return render(request, "rules/version.html", context)


@authors
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The text in a form. It is saved as typed, good or not; a mistake is shown with its line."""
    row = _row(pk)
    if row.author_id != request.user.pk or row.state != State.DRAFT:
        raise Http404
    form = TextForm(request.POST if request.method == "POST" else None, initial={"text": row.text, "seen": row.digest})
    if request.method == "POST" and form.is_valid():
        try:
            row = draft.save_text(request.user, pk, form.cleaned_data["text"], form.cleaned_data["seen"])
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            if not row.problem:
                messages.success(request, _("Saved, and the text is good."))
                return redirect("rules:show", pk)
            form = TextForm(initial={"text": row.text, "seen": row.digest})
    line = line_of(row.text, row.problem) if row.problem else None
    context = {"row": row, "form": form, "line": line, "shown": showing.around(row.text, line)}
    return render(request, "rules/edit.html", context)


@authors
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """To review."""
    _tried(request, _("Handed to review."), draft.hand_in, cast(User, request.user), pk)
    return redirect("rules:show", pk)


@authors
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the author's desk."""
    _tried(request, _("Taken back: you can write on."), draft.take_back, cast(User, request.user), pk)
    return redirect("rules:show", pk)


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person's approval, with the second factor."""
    row = _row(pk)
    data = request.POST if request.method == "POST" else None
    form = ApproveForm(data, initial={"seen": row.digest}, request=request)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data.get("otp_token")
        if "otp_token" in form.fields and not confirm_second_factor(request, token or ""):
            form.add_error("otp_token", _("This code is not right, or it has been used. Wait for the next one."))
        else:
            _tried(request, _("Approved."), review.approve, cast(User, request.user), pk, form.cleaned_data["seen"])
            return redirect("rules:show", pk)
    return render(request, "rules/approve.html", {"row": row, "form": form})


def _with_reason(request: HttpRequest, pk: int, heading: str, done: str, step: Any) -> HttpResponse:
    row = _row(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _tried(request, done, step, cast(User, request.user), pk, form.cleaned_data["reason"])
        return redirect("rules:show", pk)
    return render(request, "rules/reason.html", {"row": row, "form": form, "heading": heading})


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the author, with what is to be mended."""
    return _with_reason(request, pk, _("Send back to the author"), _("Sent back to the author."), review.send_back)


@either
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A version that does not count yet never will."""
    return _with_reason(request, pk, _("Withdraw the version"), _("Withdrawn."), review.withdraw)


@role_view(*DESKS)
@require_safe
def ahead(request: HttpRequest) -> HttpResponse:
    """For the desk: which approved version comes, what it says otherwise, and which of its files are undecided."""
    coming = showing.coming(timezone.localdate())
    context = {
        "coming": [(row, showing.comparison(row, translation.get_language())) for row in coming],
        "cases": effects.undecided_of(cast(User, request.user)) if coming else (),
    }
    return render(request, "rules/ahead.html", context)


def _holds(request: HttpRequest, *roles: Role) -> bool:
    return cast(User, request.user).has_role(*roles)
