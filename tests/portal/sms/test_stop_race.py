"""STOP against a worker that is about to hand over: what leaves, left before the STOP was stored."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from portal.sms import delivery, opt_out, outbox
from portal.sms.models import OptOut, OutboundMessage
from portal.sms.states import State

from .conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_a_stop_that_is_being_stored_is_waited_for_and_obeyed(twilio, message):
    stored, go_on = Event(), Event()

    def stop():
        with transaction.atomic():
            opt_out.add(PHONE)
            stored.set()
            go_on.wait(10)

    stopping = in_a_thread(stop)
    assert stored.wait(10)
    delivering = in_a_thread(lambda: delivery.deliver(str(message.pk)))
    delivering.join(0.5)  # it must not be through before the STOP is
    waited = delivering.is_alive()
    go_on.set()
    stopping.join(10)
    delivering.join(10)
    message.refresh_from_db()
    assert waited
    assert (message.state, message.error_code, twilio.messages(PHONE)) == (State.FAILED, outbox.OPTED_OUT, [])


def test_no_hand_over_begins_after_the_stop_however_they_race(twilio, send_to):
    numbers = [f"+849123457{number:02d}" for number in range(12)]
    messages = [send_to(number) for number in numbers]
    working = [in_a_thread(lambda key=str(one.pk): delivery.deliver(key)) for one in messages]
    stopping = [in_a_thread(lambda number=number: opt_out.add(number)) for number in numbers]
    for thread in [*working, *stopping]:
        thread.join(30)
    assert OptOut.objects.count() == len(numbers)
    for one in OutboundMessage.objects.all():
        stopped = OptOut.objects.get(number_index=opt_out._index(one.to)).since
        if one.handed_over_at is None:
            assert (one.error_code, twilio.messages(one.to)) == (outbox.OPTED_OUT, [])
        else:
            assert one.handed_over_at <= stopped
            assert len(twilio.messages(one.to)) == 1
