"""Reports come twice, late and out of order: a message only ever moves forward, and early reports are joined."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from portal.sms import outbox, status
from portal.sms.gateways.base import Report
from portal.sms.models import EarlyReport, OutboundMessage
from portal.sms.states import FINAL, State, before

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db
LIFE = (State.SENDING, State.SENT, State.DELIVERED)


def handed_over(provider_id):
    message = outbox.send(PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})
    status.taken(message, provider_id, State.SENDING)
    return message


def report(message, state, code=""):
    return status.apply(Report("twilio", message.provider_id, state, code))


@pytest.mark.parametrize("order", permutations(LIFE))
def test_any_order_of_reports_ends_delivered(order):
    message = handed_over("SM1")
    for state in order:
        report(message, state)
    message.refresh_from_db()
    assert message.state == State.DELIVERED


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=st.lists(st.sampled_from(State), min_size=1, max_size=8))
def test_a_state_never_moves_back(db, reports):
    OutboundMessage.objects.all().delete()
    message = handed_over("SM1")
    for state in reports:
        earlier = message.state
        report(message, state)
        message.refresh_from_db()
        assert message.state == earlier or earlier in before(State(message.state))
        assert earlier not in FINAL or message.state == earlier


def test_an_early_report_is_joined_when_the_id_is_known(message):
    assert not status.apply(Report("twilio", "SM9", State.SENT))
    assert not status.apply(Report("twilio", "SM9", State.DELIVERED))
    status.taken(message, "SM9", State.SENDING)
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    assert not EarlyReport.objects.exists()


def test_a_report_with_our_own_id_finds_its_message_at_once(message):
    assert status.apply(Report("twilio", "SM9", State.SENT, message_id=str(message.pk)))
    message.refresh_from_db()
    assert (message.state, message.provider_id, message.next_attempt_at) == (State.SENT, "SM9", None)


def test_a_report_cannot_take_over_a_message_that_has_another_id():
    message = handed_over("SM1")
    status.apply(Report("twilio", "SM2", State.DELIVERED, message_id=str(message.pk)))
    message.refresh_from_db()
    assert (message.state, message.provider_id) == (State.SENDING, "SM1")


@pytest.mark.parametrize(
    ("code", "tries"), [("30003", 2), ("30008", 2), ("30001", 3), ("30005", 1), ("30006", 1), ("30007", 1)]
)
def test_a_failed_delivery_is_tried_again_as_the_table_says(code, tries):
    message, made = handed_over("SM1"), 1
    report(message, State.UNDELIVERED, code)
    report(message, State.UNDELIVERED, code)
    while (again := OutboundMessage.objects.filter(retry_of=message).first()) is not None:
        made += 1
        message = again
        status.taken(message, f"SM{made}", State.SENDING)
        report(message, State.UNDELIVERED, code)
    assert made == tries
    assert OutboundMessage.objects.count() == tries


def test_listeners_hear_each_move_once(monkeypatch):
    heard = []
    monkeypatch.setattr(status, "_listeners", [lambda moved: heard.append(moved.state)])
    message = handed_over("SM1")
    for state in (State.SENT, State.SENT, State.SENDING, State.DELIVERED):
        report(message, state)
    assert heard == [State.SENDING, State.SENT, State.DELIVERED]
