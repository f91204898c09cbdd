"""The domestic gateway's stand-in follows the documented protocol; the portal follows it against real sockets."""

import httpx
import pytest
from procrastinate.contrib.django import app

from portal.sms import delivery, inbound, outbox
from portal.sms.models import InboundMessage, OutboundMessage
from portal.sms.standin_http.signature import HEADER, sign, valid
from portal.sms.states import State

from .conftest import LINK, PHONE
from .test_whole_sms import until

LONG = "Tôi muốn kể một chuyện dài, có dấu, để xem các phần có được ghép đúng thứ tự không. " * 3


def send():
    return outbox.send(PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})


@pytest.fixture
def heard(monkeypatch):
    texts = []
    monkeypatch.setattr(inbound, "_handlers", [lambda message: texts.append(message.body)])
    return texts


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [True, False])
def test_a_gateway_that_can_be_asked_settles_a_lost_answer(domestic, settings, later, kept):
    settings.SMS_HTTP_LOOKUP = True
    domestic.knobs(error_next=1, error_code=503, keep_refused=kept)
    message = send()
    delivery.deliver(str(message.pk))
    message.refresh_from_db()
    assert message.state == State.UNKNOWN
    delivery.deliver(str(later(message).pk))
    message.refresh_from_db()
    assert (message.state, len(domestic.messages(PHONE))) == (State.SENDING, 1)


@pytest.mark.django_db
def test_a_wrong_key_is_refused_and_the_gateway_stands_still(domestic, settings):
    settings.SMS_HTTP_KEY = "other"
    message = send()
    delivery.deliver(str(message.pk))
    message.refresh_from_db()
    assert (message.state, message.error_code, domestic.messages(PHONE)) == (State.QUEUED, "http_403", [])


@pytest.mark.django_db
def test_the_brand_goes_along_where_one_is_set(domestic, settings):
    settings.SMS_HTTP_FROM = "CANBO"
    delivery.deliver(str(send().pk))
    assert domestic.messages(PHONE)[0]["from_"] == "CANBO"


def test_the_same_id_again_is_the_same_message(domestic):
    body = b'{"id": "a-1", "to": "+84912345678", "text": "x", "at": "2026-11-25T10:00:00+07:00"}'
    for _ in range(2):
        answer = httpx.post(f"{domestic.url}/send", content=body, headers={HEADER: sign(body, domestic.config.key)})
        assert answer.status_code == 202
    assert len(domestic.messages()) == 1
    assert not valid(sign(body, "other"), body, domestic.config.key)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("knobs", "state"),
    [
        ({}, State.DELIVERED),
        ({"duplicate_callbacks": True, "reorder_callbacks": True}, State.DELIVERED),
        ({"receipts": False}, State.SENT),
        ({"lose_next": 1}, State.DELIVERED),
        ({"answer_last": True, "answer_delay": 0.2}, State.DELIVERED),
        ({"fail_next": 1}, State.UNDELIVERED),
    ],
    ids=["plain", "twice and shuffled", "no receipts", "lost answer", "report first", "unreachable"],
)
def test_reports_move_a_message_whatever_their_order(joined_domestic, knobs, state):
    joined_domestic.knobs(**knobs)
    message = send()
    delivery.deliver(str(message.pk))
    assert until(message, state).state == state
    assert len(joined_domestic.messages(PHONE)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_long_text_in_shuffled_parts_arrives_once_and_whole(joined_domestic, heard):
    joined_domestic.receive(from_=PHONE, body=LONG, shuffle=True)
    joined_domestic.receive(again=True, shuffle=True)
    assert (InboundMessage.objects.count(), heard) == (1, [LONG])


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_counted_and_left_where_it_is(joined_domestic, heard):
    joined_domestic.receive(from_=PHONE, body="", media=2)
    assert InboundMessage.objects.get().media == 2


@pytest.mark.django_db
def test_no_job_is_left_without_its_message(domestic):
    send()
    assert app.configure_task("portal.sms.send_outbound") is not None
    assert OutboundMessage.objects.get().gateways == "http"
