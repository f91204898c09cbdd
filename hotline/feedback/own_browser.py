"""What this browser is doing, in one sealed cookie: the form being written, or the ticket whose code was given.

It ends with the browser, counts for half an hour at most, goes with "leave quickly", and tells nobody anything.
"""

import secrets

from django.http import HttpRequest, HttpResponse

from hotline.feedback.models import Ticket
from portal.privacy import tokens
from portal.ui.visitor_cookies import VisitorCookie

COOKIE = VisitorCookie("dv_feedback", "/phan-anh", None)
WRITING_S = 7200
LOOKING_S = 1800


def _read(request: HttpRequest, key: str, max_age_s: int) -> str:
    try:
        return str(tokens.read(COOKIE.read(request), f"feedback-{key}", max_age_s)[key])
    except tokens.BadToken:
        return ""


def writing(request: HttpRequest) -> str:
    """The secret of the form that this browser is writing, or empty."""
    return _read(request, "writing", WRITING_S)


def new_writing() -> str:
    """A new secret."""
    return secrets.token_hex(16)


def remember_writing(response: HttpResponse, secret: str) -> None:
    """Keep it in the browser, with its time begun anew."""
    COOKIE.write(response, tokens.sign({"writing": secret}, "feedback-writing"))


def ticket_of(request: HttpRequest) -> Ticket | None:
    """The ticket whose code this browser gave in the last half hour; None after it was erased."""
    key = _read(request, "looking", LOOKING_S)
    return Ticket.objects.filter(pk=key, erased_at=None).first() if key else None


def remember_ticket(response: HttpResponse, ticket: Ticket) -> None:
    """This browser has given the code of `ticket`."""
    COOKIE.write(response, tokens.sign({"looking": str(ticket.pk)}, "feedback-looking"))


def forget(response: HttpResponse) -> None:
    """Nothing stays in the browser."""
    COOKIE.clear(response)
