"""Two gateways for one number: the second takes what the first surely did not, and never what may be on its way."""

import pytest

from portal.sms import delivery, outbox
from portal.sms.gateways import registry
from portal.sms.models import DayCost, GatewayPause, OutboundMessage
from portal.sms.states import State

from .conftest import PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(domestic, twilio, settings):
    """The domestic gateway first, Twilio after it."""
    settings.SMS_ROUTES = "+84:http|twilio,+:twilio"
    return domestic, twilio


def deliver(message):
    """Attempts until the job has to wait or is done; how many."""
    attempts = 1
    while (at := delivery.deliver(str(message.pk))) is not None:
        message.refresh_from_db()
        if message.next_attempt_at is None or message.next_attempt_at > at:
            break
        if attempts == 5 or (at - message.created_at).total_seconds() > 5:
            break
        attempts += 1
    message.refresh_from_db()
    return attempts


def test_the_first_gateway_carries_it_where_it_works(both, send_to):
    message = send_to(PHONE)
    deliver(message)
    assert (message.gateway, len(both[0].messages(PHONE)), both[1].messages(PHONE)) == ("http", 1, [])


@pytest.mark.parametrize("status", [429, 401, 400])
def test_what_the_first_surely_refused_goes_by_the_second_at_once(both, send_to, status):
    both[0].knobs(error_next=1, error_code=status)
    message = send_to(PHONE)
    deliver(message)
    assert (message.gateway, message.state) == ("twilio", State.SENDING)
    assert [both[0].messages(PHONE), len(both[1].messages(PHONE))] == [[], 1]


def test_nobody_there_is_a_reason_to_move_on(both, send_to, settings):
    settings.SMS_HTTP_URL = "http://127.0.0.1:9/send"
    message = send_to(PHONE)
    deliver(message)
    assert (message.gateway, len(both[1].messages(PHONE))) == ("twilio", 1)


@pytest.mark.parametrize(("knobs", "taken"), [({"lose_next": 1}, 1), ({"error_next": 1, "error_code": 503}, 0)])
def test_what_may_be_on_its_way_never_goes_by_another(both, send_to, later, knobs, taken):
    both[0].knobs(**knobs)
    message = send_to(PHONE)
    while delivery.deliver(str(later(message).pk)) is not None:
        pass
    message.refresh_from_db()
    assert (message.gateway, message.state) == ("http", State.UNKNOWN)
    assert [len(both[0].messages(PHONE)), both[1].messages(PHONE)] == [taken, []]


def test_a_gateway_that_stands_still_is_passed_over(both, send_to):
    both[0].knobs(error_next=1, error_code=401)
    deliver(send_to(PHONE))
    assert GatewayPause.objects.get().gateway == "http"
    second = send_to(PHONE)
    deliver(second)
    assert (second.gateway, second.attempts) == ("twilio", 1)


def test_after_the_last_gateway_it_waits_and_begins_with_the_first(both, send_to, settings, later):
    both[0].knobs(error_next=1, error_code=429)
    both[1].knobs(error_next=1, error_code=20429)
    message = send_to(PHONE)
    deliver(message)
    assert (message.gateway, message.state, message.attempts) == ("http", State.QUEUED, 1)
    delivery.deliver(str(later(message).pk))
    message.refresh_from_db()
    assert (message.gateway, message.state) == ("http", State.SENDING)


def test_costs_are_counted_only_with_the_gateway_that_took_it(both, send_to):
    both[0].knobs(error_next=1, error_code=429)
    deliver(send_to(PHONE))
    assert dict(DayCost.objects.values_list("gateway", "texts")) == {"http": 0, "twilio": 1}


def test_an_answer_goes_back_the_way_the_text_came(both, settings):
    settings.SMS_FREE_TEXT = True
    assert outbox.send_text(PHONE, "chào bạn", through="twilio").gateways == "twilio|http"
    assert outbox.send_text(PHONE, "chào bạn").gateways == "http|twilio"


def test_own_words_leave_only_by_a_gateway_that_takes_them(both, settings):
    settings.SMS_FREE_TEXT = ["http"]
    assert registry.chain_for(PHONE, free_text=True) == ("http",)
    assert outbox.send_text(PHONE, "chào bạn").gateways == "http"
    with pytest.raises(outbox.FreeTextNotAllowed):
        outbox.send_text("+14155552671", "hello")
    assert OutboundMessage.objects.count() == 1
