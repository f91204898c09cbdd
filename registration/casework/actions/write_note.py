"""Write a note for colleagues of the same desk; the citizen never sees it (data exports: docs/casework.md)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from ..desks import Desks
from ..errors import BadInput
from ..models import Note, Registration

WRITTEN = "registration.note"
LIMIT = 2000


def write_note(registration: Registration, author: User, desks: Desks, text: str) -> Note:
    """The note, for the desk at which `author` sits in the file's ward. Raises BadInput for no words or too many."""
    text = text.strip()
    if not text or "\x00" in text:
        raise BadInput("text", _("Write the note first."))
    if len(text) > LIMIT:
        raise BadInput("text", _("The note is longer than %(limit)s characters.") % {"limit": LIMIT})
    desk = desks.kind(registration.ward_id)
    if not desk:
        raise BadInput("text", _("You do not sit at a desk of this ward."))
    with transaction.atomic():
        note = Note.objects.create(registration=registration, desk=desk, author=author, text=text)
        detail = {"ward": registration.ward_id, "desk": desk, "note": note.pk}
        log.record(author, WRITTEN, "registration", str(registration.pk), detail=detail)
    return note
