"""The desk's list and one ticket. The list holds no word of a person; opening a ticket is noted before it shows."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hotline.feedback import desks
from hotline.feedback.forms import WordsForm
from hotline.feedback.models import Photo, Ticket, TicketQuerySet
from hotline.feedback.settings_file import topics
from hotline.feedback.states import OPEN, By, possible
from hotline.feedback.views.move_words import LABELS, NOTE_HINT, NOTE_LABEL
from hotline.feedback.views.track import photo_answer
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit import log

PAGE = 50
SHOWS = ("open", "ended", "all")
FIGURES = (Role.SUPERVISOR, Role.COORDINATOR, Role.ADMINISTRATOR)


@never_cache
@require_safe
@role_view(*desks.ROLES)
def tickets(request: HttpRequest) -> HttpResponse:
    """Those of my desks: what is over time first, then by what ends next. `?show=`, `?topic=`, `?page=`."""
    user, now = cast(User, request.user), timezone.now()
    found = Ticket.objects.visible_to(user)
    show = request.GET.get("show", "open")
    show = show if show in SHOWS else "open"
    topic = request.GET.get("topic", "")
    rows = _filtered(found, show, topic).select_related("ward", "facility", "province")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(ticket, ticket.level(now)) for ticket in page.object_list],
        "page": page,
        "show": show,
        "topic": topic,
        "topics": [(key, str(one)) for key, one in topics().items()],
        "pressing": found.pressing(now).count(),
        "sees_figures": user.has_role(*FIGURES),
    }
    return render(request, "feedback/tickets.html", context)


def _filtered(found: TicketQuerySet, show: str, topic: str) -> TicketQuerySet:
    if topic in topics():
        found = found.filter(topic=topic)
    if show == "open":
        return found.open().order_by("due_at", "id")
    return (found if show == "all" else found.exclude(state__in=OPEN)).order_by("-changed_at", "id")


@never_cache
@require_safe
@role_view(*desks.ROLES)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One ticket, as far as this person may see it."""
    user = cast(User, request.user)
    return render(request, "feedback/ticket.html", context_of(read(user, pk), user))


@never_cache
@require_safe
@role_view(*desks.ROLES)
def photo(request: HttpRequest, pk: int, photo: str) -> HttpResponse:
    """A photo of a ticket."""
    user = cast(User, request.user)
    ticket = Ticket.objects.visible_to(user).filter(pk=pk).first()
    found = Photo.objects.filter(pk=photo, ticket=ticket).first() if ticket else None
    if ticket is None or found is None:
        raise Http404
    log.record_read(user, "feedback.photo", "feedback", str(ticket.pk), detail={"desk": ticket.desk})
    return photo_answer(found)


def read(user: User, pk: int) -> Ticket:
    """The ticket, its reading noted; Http404 where it is missing or not this person's."""
    ticket = Ticket.objects.visible_to(user).select_related("ward__province", "facility", "province", "reporter")
    found = ticket.filter(pk=pk).first()
    if found is None:
        raise Http404
    log.record_read(user, "feedback.read", "feedback", str(found.pk), detail={"desk": found.desk})
    return found


def context_of(ticket: Ticket, user: User, note: WordsForm | None = None) -> dict[str, Any]:
    """What the ticket's page shows: words, contact where the desk's kind sees it, files, history, what can be done."""
    mine = Ticket.objects.at_desks_of(user).filter(pk=ticket.pk).exists()
    can = possible(ticket.state, By.DESK) if mine and not ticket.erased_at else []
    return {
        "ticket": ticket,
        "level": ticket.level(timezone.now()),
        "entries": list(ticket.entries.select_related("user")),
        "photos": list(ticket.photos.defer("content")),
        "sees_contact": _sees_contact(ticket, user, mine=mine),
        "moves": [(move, str(label)) for move, label in LABELS.items() if move in can],
        "note": note or note_form(),
    }


def note_form(data: Any = None) -> WordsForm:
    """The form of a note among staff."""
    return WordsForm(data, label=NOTE_LABEL, hint=NOTE_HINT)


def _sees_contact(ticket: Ticket, user: User, *, mine: bool) -> bool:
    roles = user.roles_today()
    if Role.SUPERVISOR in roles:
        return True
    kind = desks.KINDS[ticket.desk]
    return mine and kind.sees_contact and not roles.isdisjoint(kind.roles)
