"""The desk acts: one page a move. GET shows its form, POST does it; a refusal is said and no word is lost."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hotline.feedback import desks, places
from hotline.feedback.errors import NotNow, Refused
from hotline.feedback.forms import ForwardForm, PlainForm, WordsForm
from hotline.feedback.models import Ticket
from hotline.feedback.routing import places_of
from hotline.feedback.services import answer, handling
from hotline.feedback.states import By, Move, possible
from hotline.feedback.views.desk import context_of, note_form, read
from hotline.feedback.views.move_words import LABELS, WORDS
from portal.accounts.models import User
from portal.accounts.permissions import role_view

GONE = frozenset({Move.FORWARD, Move.SEND_BACK})
"""After these the ticket lies elsewhere."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*desks.ROLES)
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """One move of the table."""
    user = cast(User, request.user)
    if move not in LABELS:
        raise Http404
    ticket, what = read(user, pk), Move(move)
    form = _form(ticket, what, request.POST if request.method == "POST" else None)
    looks = request.POST.get("go") == "find"
    if request.method == "POST" and not looks and form.is_valid():
        try:
            _do(ticket, user, what, form.cleaned_data)
        except Refused as refusal:
            return _page(request, ticket, what, form, refused=refusal.words)
        messages.success(request, _("Done: %(what)s") % {"what": what.label})
        return redirect("feedback_desk:tickets") if what in GONE else redirect("feedback_desk:one", pk=pk)
    if looks:
        form.errors.clear()
    can = Ticket.objects.at_desks_of(user).filter(pk=pk).exists() and what in possible(ticket.state, By.DESK)
    return _page(request, ticket, what, form, refused="" if can else NotNow.words)


def _page(request: HttpRequest, ticket: Ticket, what: Move, form: Any, *, refused: str | Promise) -> HttpResponse:
    """The move's form; where it is `refused`, why, with the words that were typed."""
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    context = {"ticket": ticket, "form": form, "label": LABELS[what], "what": what, "refused": refused}
    return render(request, "feedback/move.html", context, status=status)


@require_POST
@role_view(*desks.ROLES)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A note among staff."""
    user = cast(User, request.user)
    ticket, form = read(user, pk), note_form(request.POST)
    if form.is_valid():
        handling.note(ticket, user, form.cleaned_data["words"])
        return redirect("feedback_desk:one", pk=pk)
    return render(request, "feedback/ticket.html", context_of(ticket, user, form), status=422)


def _form(ticket: Ticket, what: Move, data: Any) -> Any:
    if what is Move.FORWARD:
        return ForwardForm(data, **_extra(ticket, what, data or {}))
    if what in WORDS:
        return WordsForm(data, **_extra(ticket, what, data or {}))
    return PlainForm(data)


def _extra(ticket: Ticket, what: Move, data: Any) -> dict[str, Any]:
    """What a move's form needs beside the posted data."""
    if what is Move.FORWARD:
        ward, facility = places.of_key(str(data.get("about") or ""))
        known = {"ward": ticket.ward, "facility": ticket.facility, "province": ticket.province}
        there = places_of(ward, facility) | {"facility": facility} if ward or facility else known
        return {"desks": desks.choices_for(there, but=ticket.desk)}
    if what in WORDS:
        label, hint = WORDS[what]
        return {"label": label, "hint": hint}
    return {}


def _do(ticket: Ticket, user: User, what: Move, data: dict[str, Any]) -> None:
    words = data.get("words", "")
    match what:
        case Move.ACKNOWLEDGE:
            handling.acknowledge(ticket, user)
        case Move.ACCEPT:
            handling.accept(ticket, user)
        case Move.SEND_BACK:
            handling.send_back(ticket, user, words=words)
        case Move.FORWARD:
            ward, facility = places.of_key(data.get("about") or "")
            handling.forward(ticket, user, data["desk"], words=words, ward=ward, facility=facility)
        case Move.ANSWER:
            answer.answer(ticket, user, words=words)
        case Move.REFER_AWAY:
            answer.refer_away(ticket, user, words=words)
        case Move.CLOSE:
            answer.close(ticket, By.DESK, user=user)
