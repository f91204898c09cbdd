"""Whose work: give one file from its page, or many from the inbox, with a look before and a way back after."""

from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.accounts.permissions import role_view

from .. import assignment, codes, inbox_rows
from ..assignment import Result
from ..desks import DESK_ROLES, Desks, desks_of
from ..models import Registration
from .access import registration_for, staff

ME, NOBODY = "me", "nobody"
UNDO = "casework.assign.undo"
UNDO_S = 3600


@dataclass(frozen=True)
class Target:
    """Whom the work goes to: `user` None is nobody."""

    key: str
    user: User | None


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def assign_one(request: HttpRequest, code: str) -> HttpResponse:
    """`to`: me, nobody, or the number of a colleague. Back to the file, or to the inbox where it left one's sight."""
    registration, desks = registration_for(request, code)
    target = _target(request, desks)
    if target is None:
        raise Http404
    done = assignment.assign(registration, staff(request), desks, target.user)
    if done.refused:
        messages.error(request, done.refused)
    else:
        messages.success(request, _("Given to: %(whom)s") % {"whom": _whom(target)})
    return redirect("casework:detail", code=registration.code)


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def assign_many(request: HttpRequest) -> HttpResponse:
    """`code` (several) and `to`: first what would change, then with `confirm` what changed, each file by itself."""
    user, desks = staff(request), desks_of(staff(request))
    target, chosen = _target(request, desks), _chosen(request, desks)
    if target is None or not chosen:
        messages.error(request, _("Choose at least one file, and whom it goes to."))
        return redirect("casework:inbox")
    context: dict[str, object] = {"target": target, "whom": _whom(target)}
    if "confirm" not in request.POST:
        context |= {"rows": [(row, row.assignee) for row in inbox_rows.rows(chosen, desks, timezone.now())]}
        return render(request, "casework/assign_preview.html", context)
    results = [assignment.assign(one, user, desks, target.user) for one in chosen]
    return render(request, "casework/assign_done.html", context | _outcome(user, results))


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def assign_undo(request: HttpRequest) -> HttpResponse:
    """Take a bulk change back, file by file, where nobody has changed it since."""
    user, desks = staff(request), desks_of(staff(request))
    try:
        rows = signing.loads(request.POST.get("done", ""), salt=f"{UNDO}.{user.pk}", max_age=UNDO_S)
    except signing.BadSignature:
        messages.error(request, _("It is too late to take this back here. Give the files anew."))
        return redirect("casework:inbox")
    seen = Registration.objects.visible_to(user, desks).select_related("ward")
    files = {one.code: one for one in seen.filter(code__in=[row[0] for row in rows])}
    people = User.objects.in_bulk({row[1] for row in rows if row[1]})
    results = [
        assignment.assign(files[code], user, desks, people.get(before), expected=after)
        for code, before, after in rows
        if code in files
    ]
    return render(request, "casework/assign_done.html", {"undone": True} | _outcome(user, results, undo=False))


def _outcome(user: User, results: list[Result], *, undo: bool = True) -> dict[str, object]:
    done = [one for one in results if not one.refused]
    changed = [(one.registration.code, one.before, one.after) for one in done if one.before != one.after]
    signed = signing.dumps(changed, salt=f"{UNDO}.{user.pk}") if undo and changed else ""
    return {"results": results, "done": len(done), "undo": signed}


def _target(request: HttpRequest, desks: Desks) -> Target | None:
    key = request.POST.get("to", "")
    if key in {ME, NOBODY}:
        return Target(key, staff(request) if key == ME else None)
    known = {str(one.pk): one for one in assignment.colleagues(staff(request), desks)}
    return Target(key, known[key]) if key in known else None


def _chosen(request: HttpRequest, desks: Desks) -> list[Registration]:
    """The chosen files that one may see, each once, in the order of the page."""
    signs = []
    for text in request.POST.getlist("code")[: inbox_rows.PAGE]:
        try:
            signs.append(codes.normalise(text))
        except codes.BadCode:
            continue
    seen = Registration.objects.visible_to(staff(request), desks).filter(code__in=signs)
    found = {one.code: one for one in inbox_rows.with_notes(seen)}
    return [found[code] for code in dict.fromkeys(signs) if code in found]


def _whom(target: Target) -> str:
    return str(target.user) if target.user else _("nobody")
