"""Handing over: once, in spite of lost answers, crashes, two workers and every refusal that Twilio knows."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from portal.sms import delivery, last_look, opt_out, outbox
from portal.sms.gateways.twilio import gateway as twilio_gateway
from portal.sms.models import GatewayPause, OutboundMessage
from portal.sms.standin import magic
from portal.sms.standin.errors import REQUEST_ERRORS
from portal.sms.states import State

from .conftest import PHONE

pytestmark = pytest.mark.django_db


def deliver(message):
    at = delivery.deliver(str(message.pk))
    message.refresh_from_db()
    return at


def test_a_message_reaches_twilio_and_keeps_its_id(twilio, message):
    assert deliver(message) is None
    sent = twilio.messages(PHONE)
    assert [(item["sid"], item["body"]) for item in sent] == [(message.provider_id, message.body)]
    assert message.state == State.SENDING


def test_a_second_run_of_the_job_sends_nothing(twilio, message):
    deliver(message)
    assert deliver(message) is None
    assert len(twilio.messages(PHONE)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(twilio, message):
    together = Barrier(2)

    def work():
        together.wait(5)
        delivery.deliver(str(message.pk))
        connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(twilio.messages(PHONE)) == 1


@pytest.mark.parametrize("code", [magic.LOST_ANSWER, magic.LOST_ANSWER_500])
def test_a_lost_answer_is_looked_up_and_not_sent_again(twilio, send_to, later, code):
    message = send_to(magic.number_for(code))
    assert deliver(message) > timezone.now()
    assert (message.state, message.provider_id) == (State.UNKNOWN, None)
    deliver(later(message))
    assert message.state == State.SENDING
    assert [item["sid"] for item in twilio.messages(message.to)] == [message.provider_id]


@pytest.mark.parametrize("code", [magic.CUT_BEFORE, magic.REFUSED_500])
def test_what_never_arrived_is_sent_after_the_look_up(twilio, message, later, code):
    twilio.knobs(error_next=1, error_code=20503)
    deliver(message)
    assert message.state == State.UNKNOWN
    deliver(later(message))
    assert message.state == State.SENDING
    assert len(twilio.messages(PHONE)) == 1


def test_two_equal_texts_with_lost_answers_are_not_taken_for_each_other(twilio, send_to, later):
    first, second = send_to(PHONE), send_to(PHONE)
    twilio.knobs(lose_next=2)
    deliver(first)
    deliver(second)
    deliver(later(first))
    deliver(later(second))
    assert {first.provider_id, second.provider_id} == {item["sid"] for item in twilio.messages(PHONE)}


def test_a_slow_answer_is_an_unknown_one(twilio, message, later, monkeypatch):
    monkeypatch.setattr("portal.sms.gateways.twilio.client.TIMEOUT_S", 0.2)
    twilio.knobs(answer_delay=1.0)
    deliver(message)
    assert message.state == State.UNKNOWN
    twilio.knobs(answer_delay=0.0)
    deliver(later(message))
    assert (message.state, len(twilio.messages(PHONE))) == (State.SENDING, 1)


def test_a_worker_killed_between_sending_and_saving_leaves_an_unknown_outcome(twilio, message, later, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery.status, "taken", killed)
        with pytest.raises(KeyboardInterrupt):
            delivery.deliver(str(message.pk))
    assert delivery.deliver(str(message.pk)) > timezone.now()  # the dead worker's lease still holds
    deliver(later(message))
    assert (message.state, len(twilio.messages(PHONE))) == (State.SENDING, 1)


def test_nobody_there_is_tried_again_later_and_stays_queued(twilio, message, settings):
    settings.TWILIO_API_URL = "http://127.0.0.1:9"
    at = deliver(message)
    assert timedelta(seconds=8) < at - timezone.now() < timedelta(seconds=12)
    assert (message.state, message.handed_over_at) == (State.QUEUED, None)


def test_too_many_requests_waits_and_goes_on(twilio, send_to, later):
    message = send_to(magic.number_for(magic.RECOVERS))
    deliver(message)
    assert (message.state, message.error_code) == (State.QUEUED, "20429")
    deliver(later(message))
    assert (message.state, message.error_code) == (State.SENDING, "")


def test_the_waits_grow_and_end(twilio, send_to, later):
    message, waits = send_to(magic.number_for(20429)), []
    while (at := deliver(later(message))) is not None:
        waits.append((at - timezone.now()).total_seconds())
    assert all(planned - 2 < wait < planned * 1.1 + 1 for planned, wait in zip((10, 60, 300, 900), waits, strict=True))
    assert (message.state, message.error_code) == (State.FAILED, delivery.GAVE_UP)


def test_what_stays_unknown_is_never_called_failed(twilio, send_to, later):
    message = send_to(magic.number_for(magic.REFUSED_500))
    while deliver(later(message)) is not None:
        pass
    assert (message.state, message.next_attempt_at) == (State.UNKNOWN, None)


@pytest.mark.parametrize(
    "code", sorted(code for code in REQUEST_ERRORS if code in range(21200, 21700) and code not in (21602, 21604))
)
def test_a_final_refusal_is_final(twilio, send_to, code):
    message = send_to(magic.number_for(code))
    assert deliver(message) is None
    assert (message.state, message.error_code) == (State.FAILED, str(code))


def test_an_opt_out_known_to_twilio_is_remembered(twilio, send_to):
    deliver(send_to(magic.number_for(21610)))
    again = send_to(magic.number_for(21610))
    assert (again.state, again.error_code) == (State.FAILED, outbox.OPTED_OUT)


def test_stop_between_outbox_and_hand_over_is_obeyed(twilio, message):
    opt_out.add(PHONE)
    deliver(message)
    assert (message.state, message.error_code) == (State.FAILED, outbox.OPTED_OUT)
    assert twilio.messages(PHONE) == []


def test_a_code_that_has_lapsed_is_not_sent(twilio):
    message = outbox.send(PHONE, "one_time_code", {"code": "123456"})
    OutboundMessage.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    deliver(message)
    assert (message.state, message.error_code) == (State.FAILED, last_look.TOO_OLD)
    assert twilio.messages(PHONE) == []


def test_refused_credentials_stop_the_queue_without_using_up_attempts(twilio, message, send_to, settings):
    settings.TWILIO_AUTH_TOKEN = "wrong"
    at = deliver(message)
    other = send_to("+84912345679")
    assert deliver(other) == at
    assert GatewayPause.objects.get().error_code == "20003"
    assert (message.state, message.attempts, other.attempts) == (State.QUEUED, 0, 0)


def test_a_messaging_service_is_used_where_one_is_set(twilio, message, settings):
    settings.TWILIO_MESSAGING_SERVICE_SID = "MG" + "a" * 32
    deliver(message)
    assert twilio.messages(PHONE)[0]["messaging_service_sid"] == "MG" + "a" * 32


def test_the_look_up_does_not_go_back_before_the_hand_over(twilio, message, later, monkeypatch):
    old = twilio_gateway.TwilioGateway().send(to=PHONE, body=message.body, message_id="x")
    monkeypatch.setattr(twilio_gateway, "CLOCK_SKEW", timedelta(seconds=-30))  # everything so far counts as before
    OutboundMessage.objects.update(handed_over_at=timezone.now())
    deliver(later(message))
    assert message.provider_id not in (None, old.provider_id)
