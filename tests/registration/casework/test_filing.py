"""Finishing the form: one registration, one event, one SMS, whatever the ward's mode and however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework.filing import file_registration
from registration.casework.models import Document, Event, Registration
from registration.casework.states import Status
from tests.registration.casework.cast import MORNING, answers, filed, make_cast


def test_filing_where_the_ward_accepts_starts_the_24_hours(cast):
    registration = filed(cast.ward)
    assert registration.status == Status.RECEIVED
    assert registration.received_at == MORNING
    assert registration.due_at == MORNING + timedelta(hours=24)


def test_filing_later_only_prepares_even_where_the_ward_accepts(cast):
    registration = filed(cast.ward, file_now=False)
    assert (registration.status, registration.due_at) == (Status.PREPARED, None)


def test_a_ward_that_prepares_receives_nothing_by_itself(cast):
    assert filed(cast.next_door).status == Status.PREPARED


def test_filing_pins_the_rules_and_writes_the_first_event_and_an_audit_entry(cast):
    registration = filed(cast.ward)
    assert registration.rules_version == "B"
    assert [event.kind for event in registration.events.all()] == ["file"]
    assert Entry.objects.filter(action="registration.file", object_ref=str(registration.pk)).count() == 1


def test_an_sms_goes_only_to_whom_agreed(cast):
    filed(cast.ward)
    filed(cast.ward, consent_sms=None)
    filed(cast.ward, contact_consent="call")
    assert [message.template for message in OutboundMessage.objects.all()] == ["registration_received"]


def test_the_sms_says_nothing_but_the_code_and_the_link(cast):
    registration = filed(cast.next_door)
    body = OutboundMessage.objects.get().body
    assert registration.display_code in body
    assert "Trần" not in body
    assert "cai nghi" not in body


def test_documents_of_the_draft_belong_to_the_registration_afterwards(cast):
    paper = Document.objects.create(
        draft_ref=uuid4(), content=b"%PDF-1.7", content_type="application/pdf", size=8, sha256="0" * 64
    )
    registration = file_registration(
        answers=answers(), papers_of=paper.draft_ref, ward=cast.ward, finish_key="k", file_now=True, now=MORNING
    )
    assert registration.documents.get() == paper


def test_the_same_finish_twice_is_the_same_registration(cast):
    one = file_registration(answers=answers(), ward=cast.ward, finish_key="k", file_now=True)
    two = file_registration(answers=answers(), ward=cast.ward, finish_key="k", file_now=True)
    assert one.pk == two.pk


@pytest.mark.django_db(transaction=True)
def test_twenty_finishes_at_once_make_one_registration_one_event_and_one_sms():
    cast = make_cast()

    def finish(_number: int) -> str:
        try:
            return file_registration(answers=answers(), ward=cast.ward, finish_key="same", file_now=True).code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        made = set(pool.map(finish, range(20)))
    assert made == {Registration.objects.get().code}
    assert Event.objects.count() == 1
    assert OutboundMessage.objects.count() == 1


def test_nothing_personal_stands_readable_in_the_database(cast):
    registration = filed(cast.ward)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM casework_registration r")
        row = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(encode(answers, 'escape'), '') FROM casework_registration")
        sealed = cursor.fetchone()[0]
    for word in ("Trần", "Thử", "84912345678", "912345678", "099090000123", "1990-03-05", "dạ dày"):
        assert word not in row
        assert word not in sealed
    assert registration.full_name == "Trần Mẫu Thử"
