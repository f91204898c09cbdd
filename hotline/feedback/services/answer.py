"""The desk's last word: an answer, or whose matter it is; the person reads it on the tracking page."""

from datetime import datetime

from django.utils import timezone

from hotline.feedback import notices
from hotline.feedback.models import Ticket
from hotline.feedback.services.acting import locked, write
from hotline.feedback.states import By, Move
from portal.accounts.models import User


def answer(ticket: Ticket, user: User, *, words: str, now: datetime | None = None) -> Ticket:
    """Answer; whoever left a phone gets a neutral text message. Raises NotYours, NotNow, NeedsWords."""
    return _say(ticket, user, Move.ANSWER, words, now or timezone.now())


def refer_away(ticket: Ticket, user: User, *, words: str, now: datetime | None = None) -> Ticket:
    """Say whose matter it is and how to reach them. Raises NotYours, NotNow, NeedsWords."""
    return _say(ticket, user, Move.REFER_AWAY, words, now or timezone.now())


def close(ticket: Ticket, by: By, *, user: User | None = None, now: datetime | None = None) -> Ticket:
    """End an answered ticket. Raises NotYours, NotNow."""
    with locked(ticket, Move.CLOSE, by=by, user=user) as found:
        write(found, Move.CLOSE, now or timezone.now(), user=user)
    return found


def _say(ticket: Ticket, user: User, move: Move, words: str, now: datetime) -> Ticket:
    with locked(ticket, move, words, by=By.DESK, user=user) as found:
        first = {"acknowledged_at": found.acknowledged_at or now}
        entry = write(found, move, now, user=user, words=words, answered_at=now, **first)
        notices.tell(found, entry)
    return found
