"""The outbox: a row and a job in the caller's transaction, or nothing."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.sms import opt_out, outbox, phones, templates
from portal.sms.models import OutboundMessage
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db
PARAMS = {"code": "DV-AAAAA-AAAAA", "link": LINK}


def test_a_text_waits_in_the_outbox_with_its_job(message):
    job = ProcrastinateJob.objects.get()
    assert (message.state, message.to, job.task_name) == (State.QUEUED, PHONE, "portal.sms.send_outbound")
    assert job.args == {"message_id": str(message.pk)}


def test_the_callers_rollback_takes_row_and_job_along():
    with transaction.atomic():
        outbox.send(PHONE, "registration_update", PARAMS)
        transaction.set_rollback(True)
    assert not OutboundMessage.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_same_key_again_is_the_same_message():
    first = outbox.send(PHONE, "registration_update", PARAMS, dedupe_key="a")
    again = outbox.send(PHONE, "registration_update", PARAMS, dedupe_key="a")
    assert first.pk == again.pk
    assert ProcrastinateJob.objects.count() == 1


def test_messages_without_a_key_are_not_one():
    outbox.send(PHONE, "registration_update", PARAMS)
    outbox.send(PHONE, "registration_update", PARAMS)
    assert OutboundMessage.objects.count() == 2


def test_the_database_holds_neither_number_nor_words(message):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM sms_outboundmessage m")
        dump = cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(j)::text FROM procrastinate_jobs j")
        dump += cursor.fetchone()[0]
    for word in ("912345678", PHONE.encode().hex(), message.body, message.body.encode().hex()):
        assert word not in dump


def test_one_phone_has_different_indexes_on_the_two_sides(settings):
    settings.SMS_FREE_TEXT = True
    official = outbox.send(PHONE, "registration_update", PARAMS)
    hotline = outbox.send_text(PHONE, "xin chào")
    assert official.to_index != hotline.to_index


def test_nothing_is_sent_to_who_said_stop():
    opt_out.add(PHONE)
    message = outbox.send(PHONE, "registration_update", PARAMS)
    assert (message.state, message.error_code) == (State.FAILED, "opted_out")
    assert not ProcrastinateJob.objects.exists()


def test_free_text_needs_a_two_way_number(settings):
    settings.SMS_FREE_TEXT = False
    with pytest.raises(outbox.FreeTextNotAllowed):
        outbox.send_text(PHONE, "xin chào")
    settings.SMS_FREE_TEXT = True
    assert outbox.send_text(PHONE, "xin chào").body == "xin chào"


def test_a_body_that_gateways_refuse_is_refused_before(settings):
    settings.SMS_FREE_TEXT = True
    with pytest.raises(outbox.TextTooLong):
        outbox.send_text(PHONE, "a" * 1601)


def test_a_bad_number_or_template_leaves_nothing_behind():
    with pytest.raises(phones.BadPhone):
        outbox.send("12", "registration_update", PARAMS)
    with pytest.raises(templates.BadParameters):
        outbox.send(PHONE, "registration_update", {})
    with pytest.raises(KeyError):
        outbox.send(PHONE, "no_such_text", {})
    assert not OutboundMessage.objects.exists()


def test_a_one_time_code_grows_too_old(settings):
    message = outbox.send(PHONE, "one_time_code", {"code": "123456"})
    assert message.expires_at is not None


def test_the_callers_thing_shows_its_worst_part(send_to):
    send_to(PHONE, reference="a")
    other = send_to(PHONE, reference="a")
    OutboundMessage.objects.filter(pk=other.pk).update(state=State.DELIVERED)
    assert outbox.states_of(["a", "b"]) == {"a": State.QUEUED}
