"""A person of staff tries words again: only what surely failed, once however often it is pressed."""

from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from portal.sms import outbox
from portal.sms.models import OutboundMessage
from portal.sms.outbox import states_of
from portal.sms.states import State

from .conftest import PHONE

REFERENCE = "thing:1"


@pytest.fixture
def failed(db, settings):
    """Own words in two parts, of which one failed."""
    settings.SMS_FREE_TEXT, settings.SMS_ROUTES = True, "+:twilio"
    parts = [outbox.send_text(PHONE, body, reference=REFERENCE) for body in ("một", "hai")]
    _end(parts[0], State.DELIVERED)
    _end(parts[1], State.FAILED, "21614")
    return parts


def _end(message, state, code=""):
    OutboundMessage.objects.filter(pk=message.pk).update(state=state, error_code=code, next_attempt_at=None)


@pytest.mark.django_db
def test_only_the_part_that_failed_goes_again_with_a_life_of_its_own(failed):
    OutboundMessage.objects.update(expires_at=timezone.now())
    assert outbox.try_again(REFERENCE) == 1
    again = failed[1].__class__.objects.get(retry_of=failed[1])
    assert (again.body, again.state, again.expires_at > timezone.now()) == ("hai", State.QUEUED, True)
    assert states_of([REFERENCE]) == {REFERENCE: State.QUEUED}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "code"),
    [(State.UNKNOWN, "wire"), (State.SENT, ""), (State.DELIVERED, ""), (State.FAILED, outbox.OPTED_OUT)],
)
def test_what_may_be_on_its_way_or_is_not_wanted_is_not_tried_again(failed, state, code):
    _end(failed[1], state, code)
    assert outbox.try_again(REFERENCE) == 0
    assert OutboundMessage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_pressed_by_many_at_once_it_is_one_attempt(failed):
    def press():
        outbox.try_again(REFERENCE)
        connection.close()

    pressed = [Thread(target=press) for _ in range(5)]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join(20)
    assert OutboundMessage.objects.filter(retry_of=failed[1]).count() == 1
    assert OutboundMessage.objects.count() == 3
