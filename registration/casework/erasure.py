"""Forget a person: every personal word of a registration goes; the bare row stays for the numbers and the audit.

Rooms above casework that keep personal words beside a registration register a function that empties theirs.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from .models import Registration

Forget = Callable[[Registration], None]
_others: list[Forget] = []


def also(forget: Forget) -> Forget:
    """Call `forget(registration)` within every erasure from now on, once; it must do no harm when called twice."""
    if forget not in _others:
        _others.append(forget)
    return forget


def erase(registration: Registration, now: datetime) -> None:
    """Empty answers, indexes, texts and details, delete files and openings. Works twice without harm."""
    with transaction.atomic():
        registration.documents.all().delete()
        registration.openings.all().delete()
        registration.events.update(detail={})
        registration.completion_requests.update(message="", answer="", own_words=[])
        registration.not_eligible_proposals.update(next_step="", own_words="")
        registration.decisions.update(detail={})
        for forget in _others:
            forget(registration)
        registration.answers = {}
        registration.phone_index = registration.id_index = registration.name_dob_index = ""
        registration.sms_allowed = False
        registration.erased_at = now
        registration.save(
            update_fields=["answers", "phone_index", "id_index", "name_dob_index", "sms_allowed", "erased_at"]
        )
