"""One registration on one page: the next step first, then clock, dossier, papers, story, and who has read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.permissions import role_view

from .. import clock, clock_words, lists, panels, papers, reading, story, summary, tracking
from ..actions.not_eligible import pending
from ..desks import COMMITTEE, DESK_ROLES, Desks
from ..models import Registration
from ..moves import Move, possible, waiting_for
from .access import registration_for, staff


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The page. The reading is noted before anything is shown."""
    registration, desks = registration_for(request, code)
    reading.note(registration, staff(request), desks, reading.READ)
    page = page_of(registration, desks) | {"panels": panels.shown(registration, staff(request), desks)}
    return render(request, "casework/detail.html", page)


def page_of(registration: Registration, desks: Desks) -> dict[str, Any]:
    """What the page shows to a person of these desks."""
    desk = desks.kind(registration.ward_id)
    proposal = pending(registration)
    moves = moves_on_page(registration, desks, has_proposal=proposal is not None)
    main_move = next((move for move in moves[:1] if move.main or move.name == "confirm-not-eligible"), None)
    events = story.for_desk(registration, desk)
    return {
        "registration": registration,
        "clock": clock_words.bar(clock.read(registration, timezone.now())),
        "main_move": main_move,
        "other_moves": [move for move in moves if move is not main_move],
        "waiting_for": waiting_for(registration.status, desks.at(registration.ward_id)),
        "groups": summary.groups(registration, desk),
        "documents": [] if desk == COMMITTEE else registration.documents.defer("content"),
        "forms": papers.offered(registration, desk, get_language() or "vi"),
        "story": [(event, story.step(event), story.lines(event)) for event in events],
        "open_request": _open_request(registration),
        "proposal": proposal,
        "proposal_reason": lists.words("not_eligible", proposal.reason_given) if proposal else "",
        "readers": tracking.readers(registration, get_language() or "vi"),
    }


def moves_on_page(registration: Registration, desks: Desks, *, has_proposal: bool) -> list[Move]:
    """The moves to offer, the one to make next first."""
    moves = possible(registration.status, desks.at(registration.ward_id))
    if not has_proposal:
        return [move for move in moves if move.name != "confirm-not-eligible"]
    return sorted(moves, key=lambda move: move.name != "confirm-not-eligible")


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
