"""What the person does afterwards: find the ticket by its code, ask again, say that it is settled, erase it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline.conversations import short_codes
from hotline.feedback import notices
from hotline.feedback.models import Entry, Photo, Ticket
from hotline.feedback.services.acting import in_working_days, locked, note_in_log, write
from hotline.feedback.services.send import CODE_SIGNS, code_index
from hotline.feedback.settings_file import clock
from hotline.feedback.states import By, Move, State


def find(typed: str) -> Ticket | None:
    """The ticket of a code as people type it; None where there is none."""
    code = short_codes.read_code(typed, CODE_SIGNS)
    return Ticket.objects.filter(code_index=code_index(code)).first() if code else None


def ask_again(ticket: Ticket, words: str, *, now: datetime | None = None) -> Ticket:
    """The answer did not help: more words, a new clock for the answer. Raises NotNow, NeedsWords."""
    now = now or timezone.now()
    with locked(ticket, Move.ASK_AGAIN, words, by=By.PERSON) as found:
        due = in_working_days(now, clock().answer_working_days)
        write(found, Move.ASK_AGAIN, now, words=words, due_at=due, answered_at=None)
    return found


@transaction.atomic
def erase(ticket: Ticket, *, now: datetime | None = None) -> None:
    """Destroy all words, photos and contact at once; what stays is a figure (topic, place, times). Safe to repeat."""
    now = now or timezone.now()
    found = Ticket.objects.select_for_update(of=("self",)).filter(pk=ticket.pk, erased_at=None).first()
    if found is None:
        return
    Entry.objects.filter(ticket=found).update(words="")
    Photo.objects.filter(ticket=found).delete()
    notices.forget(found)
    cleared = {"code": "", "code_index": None, "name": "", "phone": "", "place_words": ""}
    fields = cleared | {"state": State.CLOSED, "erased_at": now, "changed_at": now}
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    Entry.objects.create(ticket=found, move=Move.ERASE, at=now)
    note_in_log(found, Move.ERASE, None)
