"""Follow a report: the code, then where it stands, the answer, more words, erasing. Nothing stays in the browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hotline.conversations import short_codes
from hotline.feedback import limits, own_browser
from hotline.feedback.errors import Refused
from hotline.feedback.forms import LONGEST, CodeForm, WordsForm
from hotline.feedback.models import Entry, Photo, Ticket
from hotline.feedback.services import person
from hotline.feedback.services.answer import close as close_ticket
from hotline.feedback.settings_file import clock
from hotline.feedback.states import By, Move, possible
from hotline.feedback.views.answers import person_page

TOLD = frozenset({Move.SEND, Move.ASK_AGAIN, Move.ANSWER, Move.REFER_AWAY})
"""Steps whose words the person reads; of the others only that they happened."""
HIDDEN = frozenset({Move.NOTE})


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """One address: the code, then the report; the sealed cookie says which."""
    if request.method == "POST":
        return _open(request)
    ticket = own_browser.ticket_of(request)
    if ticket is None or "moi" in request.GET:
        return render(request, "feedback/code.html", {"form": CodeForm(), "erased": "da-xoa" in request.GET})
    return _page(request, ticket, _more())


def _open(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "feedback/code.html", {"form": form}, status=422)
    if not limits.may_try(request):
        form.add_error(None, _("That was very often. Please wait ten minutes, then try again."))
        return render(request, "feedback/code.html", {"form": form}, status=429)
    ticket = person.find(form.cleaned_data["code"])
    if ticket is None:
        form.add_error("code", _("There is nothing under this code. Please compare it sign by sign."))
        return render(request, "feedback/code.html", {"form": form}, status=422)
    response = redirect("feedback:track")
    own_browser.remember_ticket(response, ticket)
    return response


@person_page
@require_POST
def ask_again(request: HttpRequest) -> HttpResponse:
    """More words after an answer."""
    ticket, form = _mine(request), _more(request)
    if ticket is None:
        return redirect("feedback:track")
    if form.is_valid():
        try:
            person.ask_again(ticket, form.cleaned_data["words"])
            return redirect("feedback:track")
        except Refused as refusal:
            form.add_error(None, str(refusal.words))
    return _page(request, ticket, form, 422)


@person_page
@require_POST
def settled(request: HttpRequest) -> HttpResponse:
    """The person says that it is settled."""
    ticket = _mine(request)
    if ticket is not None and Move.CLOSE in possible(ticket.state, By.PERSON):
        try:
            close_ticket(ticket, By.PERSON)
        except Refused:
            return redirect("feedback:track")  # settled already: the page shows it
    return redirect("feedback:track")


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """GET says what erasing means; POST does it."""
    ticket = _mine(request)
    if ticket is None:
        return redirect("feedback:track")
    if request.method != "POST":
        return render(request, "feedback/erase.html", {"ticket": ticket})
    person.erase(ticket)
    response = redirect("feedback:track")
    response["Location"] += "?da-xoa"
    own_browser.forget(response)
    return response


@person_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser that a code was given."""
    response = redirect("feedback:track")
    own_browser.forget(response)
    return response


@person_page
@require_safe
def photo(request: HttpRequest, photo: str) -> HttpResponse:
    """The person's own photo."""
    ticket = _mine(request)
    found = Photo.objects.filter(pk=photo, ticket=ticket).first() if ticket else None
    if found is None:
        raise Http404
    return photo_answer(found)


def photo_answer(found: Photo) -> HttpResponse:
    """A photo to look at; anything else only as a file to save."""
    response = HttpResponse(found.content, content_type=found.content_type)
    how = "inline" if found.content_type == "image/jpeg" else "attachment"
    ending = "jpg" if found.content_type == "image/jpeg" else "pdf"
    response["Content-Disposition"] = f'{how}; filename="{str(found.pk)[:8]}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _more(request: HttpRequest | None = None) -> WordsForm:
    label = gettext_lazy("Not settled? Write what is missing")
    return WordsForm(request.POST if request else None, label=label)


def _mine(request: HttpRequest) -> Ticket | None:
    return own_browser.ticket_of(request)


def _page(request: HttpRequest, ticket: Ticket, form: WordsForm, status: int = 200) -> HttpResponse:
    can = possible(ticket.state, By.PERSON)
    context = {
        "ticket": ticket,
        "code": short_codes.shown(ticket.code),
        "steps": [_step(entry) for entry in ticket.entries.all() if entry.move not in HIDDEN],
        "photos": ticket.photos.defer("content"),
        "form": form,
        "may_ask": Move.ASK_AGAIN in can,
        "may_close": Move.CLOSE in can,
        "clock": clock(),
        "longest": LONGEST,
    }
    return render(request, "feedback/ticket_of_person.html", context, status=status)


def _step(entry: Entry) -> dict[str, object]:
    """One line of the history as the person reads it."""
    told = entry.move in TOLD
    mine = entry.move in {Move.SEND, Move.ASK_AGAIN}
    return {"title": entry.get_move_display(), "when": entry.at, "words": entry.words if told else "", "mine": mine}
