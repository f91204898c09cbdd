"""One part of the line: its form, or its list; saving makes a new edition (`services/change.py`)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hotline.line.calendar_ahead import holidays_ahead
from hotline.line.danger_words import KINDS
from hotline.line.forms.parts import PART_FORMS, PartForm
from hotline.line.lists import LISTS, Entries, entries_of
from hotline.line.parts import Part
from hotline.line.roles import EDITORS
from hotline.line.services.change import change, content_of, number_now
from hotline.line.views.saving import saved
from hotline.line.warnings import is_unchecked
from portal.accounts.permissions import role_view


def part_or_404(part: str) -> Part:
    """The part of an address."""
    if part not in Part.values:
        raise Http404
    return Part(part)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*EDITORS)
def part(request: HttpRequest, part: str) -> HttpResponse:
    """The page of a part; POST saves its form."""
    which = part_or_404(part)
    seen = number_now(which)
    before = content_of(which, seen)
    form = _form(which, request, before, seen)
    if form is not None and request.method == "POST":
        if form.is_valid() and saved(request, form, lambda: _save(request, which, form)):
            return redirect("line:part", which.value)
        form.look_again(seen)
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "line/part.html", _shown(which, before, seen) | {"form": form}, status=status)


def _form(which: Part, request: HttpRequest, before: dict[str, Any], seen: int) -> PartForm | None:
    kind = PART_FORMS.get(which)
    return kind(request.POST if request.method == "POST" else None, before=before, seen=seen) if kind else None


def _save(request: HttpRequest, which: Part, form: PartForm) -> None:
    change(which, request.user, form.content(), form.cleaned_data["seen"], form.cleaned_data["why"])


def _dated(entries: Entries) -> Entries:
    """The entries with their `day` as a date, for those that have one."""
    days = [entry.get("checked_on") or entry.get("date") for entry in entries]
    return [
        entry | {"day": date.fromisoformat(day)} if day else entry for entry, day in zip(entries, days, strict=True)
    ]


def _shown(which: Part, content: dict[str, Any], seen: int) -> dict[str, Any]:
    today = timezone.localdate()
    entries = list(enumerate(_dated(entries_of(which, content)))) if which in LISTS else []
    return {
        "part": which,
        "seen": seen,
        "entries": entries,
        "kinds": [(label, [one for one in entries if one[1]["kind"] == kind]) for kind, label in KINDS.items()]
        if which == Part.DANGER
        else [],
        "unchecked": {at for at, entry in entries if which == Part.NUMBERS and is_unchecked(entry, today)},
        "holidays": holidays_ahead(content, today) if which == Part.HOURS else [],
    }
