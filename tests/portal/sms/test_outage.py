"""The provider is down for a day: texts on a registration go out once afterwards, what has lapsed never does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.sms import delivery, outage, outbox
from portal.sms.models import OutboundMessage
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db
NOBODY_THERE = "http://127.0.0.1:9"
WORDS = {"code": "DV-AAAAA-AAAAA", "link": LINK}


@pytest.fixture
def given_up(settings, later):
    """`given_up(template)`: a message that was tried while nobody answered, until it was given up."""

    def make(template, words=WORDS):
        there, settings.TWILIO_API_URL = settings.TWILIO_API_URL, NOBODY_THERE
        message = outbox.send(PHONE, template, words)
        while delivery.deliver(str(message.pk)) is not None:
            later(message)
        settings.TWILIO_API_URL = there
        message.refresh_from_db()
        assert (message.state, message.error_code) == (State.FAILED, delivery.GAVE_UP)
        return message

    return make


def deliver_all():
    for message in OutboundMessage.objects.due(timezone.now()):
        delivery.deliver(str(message.pk))


def test_what_was_given_up_goes_out_once_when_the_provider_is_back(twilio, given_up):
    message = given_up("registration_update")
    assert outage.try_again(timezone.now()) == 1
    assert outage.try_again(timezone.now()) == 0
    deliver_all()
    assert [sent["body"] for sent in twilio.messages(PHONE)] == [message.body]


def test_a_reminder_or_a_code_that_lapsed_meanwhile_is_not_sent(twilio, given_up):
    given_up("registration_reminder")
    given_up("one_time_code", {"code": "123456"})
    assert outage.try_again(timezone.now() + timedelta(hours=20)) == 0


def test_after_two_days_it_stays_given_up(twilio, given_up):
    given_up("registration_update")
    assert outage.try_again(timezone.now() + timedelta(days=2, minutes=1)) == 0


def test_the_two_days_count_from_the_first_try(twilio, given_up):
    first = given_up("registration_update")
    outage.try_again(timezone.now() + timedelta(hours=20))
    assert OutboundMessage.objects.get(retry_of=first).created_at == first.created_at
