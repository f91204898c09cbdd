"""What people ask about their data: the list by urgency, and one request with its answer."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from registration.casework import reading
from registration.casework.desks import desks_of
from registration.casework.errors import BadInput, MoveRefused

from .. import law
from ..actions import answer
from ..forms import AnswerForm
from ..models import DataRequest

HEADS = (Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR)
SHOWN = 50


@never_cache
@require_safe
@role_view(*HEADS)
def requests(request: HttpRequest) -> HttpResponse:
    """Open ones by what ends first, then the last answered. No words of the person stand here."""
    now = timezone.now()
    found = DataRequest.objects.visible_to(cast(User, request.user)).select_related("registration__ward")
    waiting = sorted(found.open()[:500], key=lambda one: one.next_due_at)
    levels = [(one, one.level(now)) for one in waiting]
    context = {
        "waiting": levels,
        "over": sum(level == "over" for _one, level in levels),
        "near": sum(level == "near" for _one, level in levels),
        "answered": found.exclude(pk__in=[one.pk for one in waiting]).order_by("-answered_at")[:SHOWN],
    }
    return render(request, "rights/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*HEADS)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """GET reads it (noted before anything is shown); POST answers."""
    user = cast(User, request.user)
    found = (
        DataRequest.objects.visible_to(user).select_related("registration__ward", "answered_by").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(found, user, form.cleaned_data)
            messages.success(request, _("The answer is sent to the person's page."))
            return redirect("rights:request", pk=found.pk)
        except BadInput as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.words))
        except MoveRefused as refusal:
            form.add_error(None, str(refusal.words))
    reading.note(found.registration, user, desks_of(user), reading.READ, data_request=str(found.pk))
    context = {
        "one": found,
        "registration": found.registration,
        "level": found.level(timezone.now()),
        "form": form,
        "article": law.law().answer[found.kind].article if found.kind in law.law().answer else "",
    }
    return render(request, "rights/request.html", context, status=422 if form.is_bound and form.errors else 200)


def _answer(found: DataRequest, user: User, data: dict[str, Any]) -> None:
    words = data["answer"]
    match data["do"]:
        case "in_hand":
            answer.take_in_hand(found, user, words=words)
        case "grant":
            answer.grant(found, user, words=words)
        case "refuse":
            answer.refuse(found, user, reason=data["reason"], words=words)
        case "extend":
            answer.extend(found, user, reason=data["extension"])
