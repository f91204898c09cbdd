"""One registration on one page: the next step first, then clock, dossier, papers, notes, story, who has read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

from .. import (
    answer_words,
    assignment,
    clock,
    clock_words,
    correcting,
    covers,
    duplicates,
    glass,
    lists,
    offers,
    panels,
    papers,
    presence,
    reading,
    story,
    summary,
    tracking,
)
from ..actions.not_eligible import pending
from ..desks import DESK_ROLES, POLICE, Desks
from ..models import Document, Registration
from ..states import FINAL
from .access import registration_for, staff


@never_cache
@require_safe
@role_view(*DESK_ROLES, Role.COORDINATOR)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The page. The reading is noted before anything is shown."""
    return show(request, *registration_for(request, code))


def show(
    request: HttpRequest, registration: Registration, desks: Desks, *, note_error: str = "", status: int = 200
) -> HttpResponse:
    """The page for somebody who may see the file; again with `note_error` where a note could not be kept."""
    user = staff(request)
    alike = duplicates.find(registration, user, desks) if desks.kind(registration.ward_id) == POLICE else None
    told = {"elsewhere": "yes"} if alike and alike.elsewhere else {}
    reading.note(registration, user, desks, reading.READ, **told)
    page = page_of(registration, desks) | desk_work(registration, user, desks) | {"alike": alike}
    page |= {"panels": panels.shown(registration, user, desks), "note_error": note_error}
    return render(request, "casework/detail.html", page | {"note_text": request.POST.get("text", "")}, status=status)


def desk_work(registration: Registration, user: User, desks: Desks) -> dict[str, Any]:
    """What belongs to the desk's own work: who is here, whose work it is, notes, break-glass, corrections."""
    desk = desks.kind(registration.ward_id)
    column = covers.column_of(desk)
    may_correct = desk == POLICE and registration.status in correcting.OPEN_AT
    return {
        "desk": desk,
        "here": presence.in_words(presence.others(registration, user)) if desk else "",
        "assignee": getattr(registration, column) if desk else None,
        "colleagues": assignment.colleagues(user, desks) if desk and registration.status not in FINAL else [],
        "notes": registration.notes.filter(desk=desk).select_related("author") if desk else [],
        "glass": list(glass.of(registration)),
        "may_correct": may_correct,
    }


def page_of(registration: Registration, desks: Desks) -> dict[str, Any]:
    """What the page shows to a person of these desks."""
    desk = desks.kind(registration.ward_id)
    proposal = pending(registration)
    held = desks.at(registration.ward_id)
    moves = offers.offered(registration, held, has_proposal=proposal is not None)
    main_move = next((move for move in moves[:1] if offers.is_next(move)), None)
    events = story.for_desk(registration, desk)
    return {
        "registration": registration,
        "clock": clock_words.bar(clock.read(registration, timezone.now())),
        "main_move": main_move,
        "other_moves": [move for move in moves if move is not main_move],
        "waiting_for": offers.waits_for(registration, held),
        "groups": summary.groups(registration, desk),
        "documents": documents(registration) if desk == POLICE else [],
        "forms": papers.offered(registration, desk, get_language() or "vi") if desk else [],
        "story": [(event, story.step(event), story.lines(event)) for event in events],
        "open_request": _open_request(registration),
        "proposal": proposal,
        "proposal_reason": lists.words("not_eligible", proposal.reason_given) if proposal else "",
        "readers": tracking.readers(registration, get_language() or "vi"),
    }


def documents(registration: Registration) -> list[tuple[Document, str]]:
    """The papers without their content, each with the words of its kind."""
    return [(paper, answer_words.value("document", paper.kind)) for paper in registration.documents.defer("content")]


def _open_request(registration: Registration) -> dict[str, Any] | None:
    found = registration.completion_requests.filter(closed_at=None).first()
    if found is None:
        return None
    return {
        "missing": [lists.words("missing", key) for key in found.missing if key != lists.OTHER or not found.own_words]
        + found.own_words,
        "message": found.message,
        "answer": found.answer,
        "answered_at": found.answered_at,
        "requested_at": found.requested_at,
    }
