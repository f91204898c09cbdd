"""What every move shares: the row is locked, then the table is asked, then state and entry are written together."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from hotline.feedback.errors import NeedsWords, NotNow, NotYours
from hotline.feedback.models import Entry, Ticket
from hotline.feedback.states import MOVES, By, Move
from portal.accounts.models import User
from portal.audit import log
from portal.calendar.deadlines import Amount, Unit, deadline


@contextmanager
def locked(ticket: Ticket, move: Move, words: str = "", *, by: By, user: User | None = None) -> Iterator[Ticket]:
    """The ticket's row, locked, where the table lets `by` make `move` now. Raises NotYours, NotNow, NeedsWords."""
    row = MOVES[move]
    with transaction.atomic():
        fresh = Ticket.objects.select_for_update(of=("self",)).select_related("ward", "facility", "province")
        found = fresh.get(pk=ticket.pk)
        if by is By.DESK and (user is None or not Ticket.objects.at_desks_of(user).filter(pk=found.pk).exists()):
            raise NotYours
        if by not in row.by or found.state not in row.sources or found.erased_at:
            raise NotNow
        if row.words and not words.strip():
            raise NeedsWords
        yield found


def write(
    ticket: Ticket, move: Move, now: datetime, *, user: User | None = None, words: str = "", **fields: object
) -> Entry:
    """Set the move's state and `fields`, add its entry, note it in the log. The caller holds the row's lock."""
    fields |= {"state": MOVES[move].target, "changed_at": now}
    for name, value in fields.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=list(fields))
    entry = Entry.objects.create(ticket=ticket, move=move, words=words.strip(), desk=ticket.desk, user=user, at=now)
    note_in_log(ticket, move, user)
    return entry


def note_in_log(ticket: Ticket, move: Move, user: User | None) -> None:
    """One line of the audit log: what was done with which ticket, at which desk; no word of it."""
    log.record(user, f"feedback.{move}", "feedback", str(ticket.pk), detail={"desk": ticket.desk})


def in_working_days(start: datetime, number: int) -> datetime:
    """The end of the `number`-th working day after `start`."""
    return deadline(start, Amount(number, Unit.WORKING_DAYS))
