"""The whole way on real sockets: outbox, worker, Twilio's client, the stand-in, signed callbacks, and back."""

import time

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.sms import inbound, outbox
from portal.sms.models import InboundMessage, OutboundMessage
from portal.sms.standin import magic
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def work():
    """One worker, until the queue is empty."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["sms"])


def send(number=PHONE):
    return outbox.send(number, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})


def until(message, state, seconds=10):
    """Wait for `state`; the message as it is then."""
    end = time.monotonic() + seconds
    while message.state != state and time.monotonic() < end:
        time.sleep(0.02)
        message.refresh_from_db()
    return message


def test_a_message_is_delivered_and_its_job_is_done(joined):
    message = send()
    work()
    assert until(message, State.DELIVERED).state == State.DELIVERED
    assert ProcrastinateJob.objects.get(args__message_id=str(message.pk)).status == "succeeded"


@pytest.mark.parametrize("code", [magic.DUPLICATE_CALLBACKS, magic.REORDERED_CALLBACKS])
def test_callbacks_twice_or_out_of_order_end_delivered(joined, code):
    message = send(magic.number_for(code))
    work()
    assert until(message, State.DELIVERED).state == State.DELIVERED


def test_without_a_receipt_a_message_rests_at_sent(joined):
    message = send(magic.number_for(magic.NO_RECEIPT))
    work()
    assert until(message, State.SENT).error_code == ""


def test_a_report_that_overtakes_the_answer_is_joined(joined):
    joined.knobs(answer_last=True, answer_delay=0.3, step_delay=0.01)
    message = send()
    work()
    assert until(message, State.DELIVERED).state == State.DELIVERED
    assert OutboundMessage.objects.count() == 1


def test_a_lost_answer_is_settled_by_the_callback_alone(joined):
    message = send(magic.number_for(magic.LOST_ANSWER))
    work()
    assert until(message, State.DELIVERED).state == State.DELIVERED
    assert len(joined.messages(message.to)) == 1


@pytest.mark.parametrize(
    ("code", "state"), [(30003, State.UNDELIVERED), (30007, State.UNDELIVERED), (30001, State.FAILED)]
)
def test_a_failed_delivery_comes_back_with_its_code(joined, code, state):
    message = send(magic.number_for(code))
    work()
    assert until(message, state).error_code == str(code)


def test_later_texts_to_one_phone_wait_for_the_earlier_one(joined):
    joined.knobs(error_next=1, error_code=20429)
    first, second, other = send(), send(), send("+84912345679")
    work()
    assert [joined.messages(PHONE), len(joined.messages("+84912345679"))] == [[], 1]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.attempts) == (State.QUEUED, 0)
    assert other.pk


def test_a_one_time_code_does_not_wait_behind_another_text(joined):
    joined.knobs(error_next=1, error_code=20429)
    stuck = send()
    work()
    code = outbox.send(PHONE, "one_time_code", {"code": "123456"})
    work()
    stuck.refresh_from_db()
    assert (stuck.state, until(code, State.DELIVERED).state) == (State.QUEUED, State.DELIVERED)


def test_an_sms_from_a_phone_reaches_the_portal_once(joined, monkeypatch):
    heard = []
    monkeypatch.setattr(inbound, "_handlers", [lambda text: heard.append(text.body)])
    first = joined.receive(from_=PHONE, body="xin chào")
    joined.receive(sid=first["sid"])
    assert first["webhook_status"] == 204
    assert (InboundMessage.objects.count(), heard) == (1, ["xin chào"])
