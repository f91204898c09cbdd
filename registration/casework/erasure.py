"""Forget a person: every personal word of a registration goes; the bare row stays for the numbers and the audit.

Rooms above casework that keep personal words beside a registration register a function that empties theirs.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from .models import Registration

Eraser = Callable[[Registration], None]
_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Call `eraser(registration)` inside every erasure: a room above forgets its own rows. Once, in its `ready()`."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def erase(registration: Registration, now: datetime) -> None:
    """Empty answers, indexes, texts and details, delete files and openings. Works twice without harm."""
    with transaction.atomic():
        registration.documents.all().delete()
        registration.openings.all().delete()
        registration.events.update(detail={})
        registration.completion_requests.update(message="", answer="", own_words=[], item_answers={}, changes=[])
        registration.decision_drafts.update(reasons="")
        registration.suspensions.update(own_words="")
        registration.not_eligible_proposals.update(next_step="", own_words="")
        registration.decisions.update(detail={}, printed={}, print_hash="")
        registration.notes.all().delete()
        registration.break_glass.update(reason="")
        for eraser in _erasers:
            eraser(registration)
        registration.answers = {}
        registration.phone_index = registration.id_index = registration.name_dob_index = ""
        registration.name_words = []
        registration.sms_allowed = False
        registration.erased_at = now
        registration.save(
            update_fields=[
                "answers",
                "phone_index",
                "id_index",
                "name_dob_index",
                "name_words",
                "sms_allowed",
                "erased_at",
            ]
        )
