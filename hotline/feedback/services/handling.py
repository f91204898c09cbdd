"""A desk takes a ticket in hand, or passes it on to another, which accepts it or sends it back."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hotline.feedback.desks import is_staffed
from hotline.feedback.errors import NoSuchDesk
from hotline.feedback.models import Entry, Ticket
from hotline.feedback.routing import places_of
from hotline.feedback.services.acting import in_working_days, locked, note_in_log, write
from hotline.feedback.settings_file import clock
from hotline.feedback.states import By, Move
from portal.accounts.models import User
from portal.places.models import Facility, Ward


def acknowledge(ticket: Ticket, user: User, *, now: datetime | None = None) -> Ticket:
    """A desk says that it has the ticket; the person reads so. Raises NotYours, NotNow."""
    now = now or timezone.now()
    with locked(ticket, Move.ACKNOWLEDGE, by=By.DESK, user=user) as found:
        write(found, Move.ACKNOWLEDGE, now, user=user, acknowledged_at=now)
    return found


def forward(
    ticket: Ticket,
    user: User,
    desk: str,
    *,
    words: str,
    ward: Ward | None = None,
    facility: Facility | None = None,
    now: datetime | None = None,
) -> Ticket:
    """Pass the ticket on, with words for that desk; `ward` or `facility` correct the place it is about.

    Passing on is a desk's word that it was seen, so it counts as the confirmation. Raises NotYours, NotNow,
    NeedsWords, NoSuchDesk.
    """
    now = now or timezone.now()
    with locked(ticket, Move.FORWARD, words, by=By.DESK, user=user) as found:
        places = _places(found, ward, facility)
        if desk == found.desk or not is_staffed(desk, places):
            raise NoSuchDesk
        fields = {
            "from_desk": found.desk,
            "desk": desk,
            "confirm_by": in_working_days(now, clock().accept_working_days),
            "acknowledged_at": found.acknowledged_at or now,
        }
        write(found, Move.FORWARD, now, user=user, words=words, **fields, **places)
    return found


def accept(ticket: Ticket, user: User, *, now: datetime | None = None) -> Ticket:
    """The desk to which it was passed on takes it. Raises NotYours, NotNow."""
    with locked(ticket, Move.ACCEPT, by=By.DESK, user=user) as found:
        write(found, Move.ACCEPT, now or timezone.now(), user=user, from_desk="")
    return found


def send_back(ticket: Ticket, user: User, *, words: str, now: datetime | None = None) -> Ticket:
    """The desk to which it was passed on is not the right one. Raises NotYours, NotNow, NeedsWords."""
    with locked(ticket, Move.SEND_BACK, words, by=By.DESK, user=user) as found:
        write(found, Move.SEND_BACK, now or timezone.now(), user=user, words=words, desk=found.from_desk, from_desk="")
    return found


def return_unaccepted(ticket: Ticket, *, now: datetime | None = None) -> Ticket:
    """Nobody accepted it in time: it goes back to the desk that passed it on, so that it strands nowhere."""
    words = _("Nobody accepted it in time.")
    with locked(ticket, Move.SEND_BACK, words, by=By.TIME) as found:
        write(found, Move.SEND_BACK, now or timezone.now(), words=words, desk=found.from_desk, from_desk="")
    return found


def note(ticket: Ticket, user: User, words: str, *, now: datetime | None = None) -> Entry:
    """Words among staff; the person never sees them. The caller has looked whether `user` may see the ticket."""
    entry = Entry.objects.create(
        ticket=ticket, move=Move.NOTE, words=words, desk=ticket.desk, user=user, at=now or timezone.now()
    )
    note_in_log(ticket, Move.NOTE, user)
    return entry


def _places(ticket: Ticket, ward: Ward | None, facility: Facility | None) -> dict[str, Any]:
    """The ticket's places, or those of the correction."""
    if ward or facility:
        return places_of(ward, facility) | {"facility": facility}
    return {"ward": ticket.ward, "facility": ticket.facility, "province": ticket.province}
