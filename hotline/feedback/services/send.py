"""A new ticket: words, places, photos, perhaps a name and a phone; its desk and its clocks; a code for the person."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline.conversations import short_codes
from hotline.feedback.models import Entry, Photo, Ticket
from hotline.feedback.routing import first_desk, places_of
from hotline.feedback.services.acting import in_working_days, note_in_log
from hotline.feedback.settings_file import clock, topics
from hotline.feedback.states import Move, State
from portal.accounts.models import User
from portal.places.models import Facility, Province, Ward
from portal.privacy.index import blind_index

CODE_SIGNS = 10
"""Fifty bits: together with the limits on tries nobody finds a ticket by guessing."""


@dataclass(frozen=True)
class Report:
    """What somebody reports. `place_words` is the place as typed, where no official place was found."""

    topic: str
    words: str
    ward: Ward | None = None
    facility: Facility | None = None
    province: Province | None = None
    place_words: str = ""
    name: str = ""
    phone: str = ""
    language: str = "vi"
    photos: Sequence[Photo] = field(default_factory=tuple)


def code_index(code: str) -> str:
    """The fingerprint by which a code is found."""
    return blind_index(code, "feedback.code")


@transaction.atomic
def send(
    report: Report,
    sent_key: uuid.UUID,
    *,
    reporter: User | None = None,
    written_by: User | None = None,
    now: datetime | None = None,
) -> Ticket:
    """Keep the report as a ticket at its first desk; the same `sent_key` again answers the same ticket.

    `reporter`: staff with a difficulty of their own (no code: they find it under their name); `written_by`: staff who
    wrote down what a person said. KeyError: no such topic.
    """
    now = now or timezone.now()
    topic = topics()[report.topic]
    places = places_of(report.ward, report.facility, report.province)
    code = "" if reporter else short_codes.random_code(CODE_SIGNS)
    ticket, is_new = Ticket.objects.get_or_create(
        sent_key=sent_key,
        defaults={
            "code": code,
            "code_index": code_index(code) if code else None,
            "topic": report.topic,
            "language": report.language,
            "state": State.RECEIVED,
            "desk": first_desk(topic, places),
            "facility": report.facility,
            "place_words": report.place_words,
            "name": report.name,
            "phone": report.phone,
            "reporter": reporter,
            "written_by": written_by,
            "sent_at": now,
            "changed_at": now,
            "confirm_by": in_working_days(now, clock().acknowledge_working_days),
            "due_at": in_working_days(now, clock().answer_working_days),
            **places,
        },
    )
    if is_new:
        Entry.objects.create(ticket=ticket, move=Move.SEND, words=report.words, user=reporter, at=now)
        Photo.objects.filter(pk__in=[photo.pk for photo in report.photos]).update(ticket=ticket, holder="")
        note_in_log(ticket, Move.SEND, reporter or written_by)
    return ticket
