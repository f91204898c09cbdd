"""One entry of a list: added, changed, moved up, taken out. Each is a change of the whole part, so in the history."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hotline.line.errors import Refused
from hotline.line.forms.entries import ENTRY_FORMS, EntryForm
from hotline.line.forms.fields import SeenForm
from hotline.line.lists import LISTS, entries_of, move_up, put, without
from hotline.line.parts import Part
from hotline.line.roles import EDITORS
from hotline.line.services.change import change, content_of, number_now
from hotline.line.views.part import part_or_404
from hotline.line.views.saving import saved
from portal.accounts.permissions import role_view


def _list_or_404(part: str) -> Part:
    which = part_or_404(part)
    if which not in LISTS:
        raise Http404
    return which


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*EDITORS)
def entry(request: HttpRequest, part: str, at: int | None = None) -> HttpResponse:
    """The form of a new entry, or of the entry at place `at`."""
    which = _list_or_404(part)
    seen = number_now(which)
    before = content_of(which, seen)
    entries = entries_of(which, before)
    if at is not None and at >= len(entries):
        raise Http404
    known = entries[at] if at is not None else _hinted(request)
    form = ENTRY_FORMS[which](request.POST if request.method == "POST" else None, entry=known, seen=seen)
    if request.method == "POST":
        if form.is_valid() and saved(request, form, lambda: _save(request, which, form, at)):
            return redirect("line:part", which.value)
        form.look_again(seen)
    context = {"part": which, "form": form, "at": at}
    return render(request, "line/entry.html", context, status=422 if form.is_bound else 200)


def _hinted(request: HttpRequest) -> dict[str, Any] | None:
    """A new day that the list of holidays proposes (`?first=`); nothing personal stands in the address."""
    day = request.GET.get("first", "")
    return {"date": day, "opens": "", "closes": "", "note": ""} if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def _save(request: HttpRequest, which: Part, form: EntryForm, at: int | None) -> None:
    content = put(which, content_of(which, number_now(which)), at, form.entries())
    change(which, request.user, content, form.cleaned_data["seen"])


@require_POST
@role_view(*EDITORS)
def up(request: HttpRequest, part: str, at: int) -> HttpResponse:
    """One place nearer to the top."""
    return _act(request, part, at, move_up)


@require_POST
@role_view(*EDITORS)
def remove(request: HttpRequest, part: str, at: int) -> HttpResponse:
    """Out of the list; the history keeps it."""
    return _act(request, part, at, without)


def _act(request: HttpRequest, part: str, at: int, act: Any) -> HttpResponse:
    which, form = _list_or_404(part), SeenForm(request.POST)
    before = content_of(which, number_now(which))
    if not form.is_valid() or at >= len(entries_of(which, before)):
        raise Http404
    try:
        change(which, request.user, act(which, before, at), form.cleaned_data["seen"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved. It counts everywhere within seconds."))
    return redirect("line:part", which.value)
