"""What texts cost by day, and a limit that stops reminders first and one-time codes last."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.sms import delivery, last_look, outbox, quiet, spending, tasks
from portal.sms.models import CostAlert, DayCost, OutboundMessage
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_day(monkeypatch, settings):
    monkeypatch.setattr(quiet, "until", lambda now: None)
    settings.SMS_PRICES = "twilio/+84:100,twilio/+1:300"


def hand_over(template="registration_update", to=PHONE):
    params = {"code": {"code": "123456"}, "danger": {}}.get(template.split("_")[-1])
    if params is None:
        params = {"code": "DV-AAAAA-AAAAA", "link": LINK}
    message = outbox.send(to, template, params)
    at = delivery.deliver(str(message.pk))
    message.refresh_from_db()
    return message, at


def used(per_cent):
    """As if so much of a limit of 10,000 đồng had been used today."""
    DayCost.objects.create(day=timezone.localdate(), gateway="twilio", side="hotline", texts=1, cost=per_cent * 100)


def test_a_handed_over_text_costs_its_segments_at_the_price_of_its_prefix(twilio):
    hand_over()
    hand_over(to="+14155552671")
    today = timezone.localdate()
    (line,) = spending.cost_between(today, today)
    assert (line.gateway, line.side, line.texts, line.segments, line.cost) == ("twilio", "registration", 2, 2, 400)


def test_figures_outlive_the_texts(twilio):
    hand_over()
    OutboundMessage.objects.all().delete()
    assert spending.spent(timezone.localdate()) == 100


def test_what_the_gateway_refused_costs_nothing(twilio):
    twilio.knobs(error_next=1, error_code=21211)
    message, _ = hand_over()
    assert (message.state, message.charged_on, spending.spent(timezone.localdate())) == (State.FAILED, None, 0)


def test_an_unclear_outcome_is_counted_once(twilio, later):
    twilio.knobs(lose_next=1)
    message, _ = hand_over()
    delivery.deliver(str(later(message).pk))
    assert spending.spent(timezone.localdate()) == 100


@pytest.mark.parametrize(
    ("share", "leaving"),
    [
        (65, {"registration_reminder", "registration_update", "chat_new_message", "one_time_code", "hotline_danger"}),
        (75, {"registration_update", "chat_new_message", "one_time_code", "hotline_danger"}),
        (85, {"chat_new_message", "one_time_code", "hotline_danger"}),
        (95, {"one_time_code", "hotline_danger"}),
        (100, set()),
    ],
)
def test_one_time_codes_stop_last(twilio, settings, share, leaving):
    settings.SMS_COST_A_DAY = 10_000
    used(share)
    left = set()
    for template in (
        "registration_reminder",
        "registration_update",
        "chat_new_message",
        "one_time_code",
        "hotline_danger",
    ):
        if hand_over(template)[0].provider_id:
            left.add(template)
    assert left == leaving


def test_a_notice_over_the_limit_waits_for_tomorrow_and_a_code_is_said_to_have_failed(twilio, settings):
    settings.SMS_COST_A_DAY = 10_000
    used(100)
    notice, at = hand_over()
    code, end = hand_over("one_time_code")
    assert (notice.state, notice.error_code, timezone.localdate(at)) == (
        State.QUEUED,
        last_look.DAY_LIMIT,
        timezone.localdate() + timedelta(days=1),
    )
    assert (code.state, code.error_code, end) == (State.FAILED, last_look.DAY_LIMIT, None)


def test_the_log_is_told_once_a_day_for_each_share(twilio, settings, caplog):
    settings.SMS_COST_A_DAY = 10_000
    used(79)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            hand_over("one_time_code")
        hand_over("registration_reminder")
        hand_over("registration_reminder")
    assert [record.share for record in caplog.records if record.message == "sms_cost_limit"] == [80, 70]
    assert CostAlert.objects.count() == 2


@pytest.mark.parametrize("text", ["twilio:100", "twilio/84:100", "twilio/+84:much"])
def test_prices_that_cannot_be_read_stop_the_start(settings, text):
    settings.SMS_PRICES = text
    with pytest.raises(spending.ImproperlyConfigured):
        spending.price("twilio", PHONE)


def test_a_waiting_text_is_taken_up_by_the_sweep_only_when_its_time_has_come(twilio, settings):
    settings.SMS_COST_A_DAY = 10_000
    used(100)
    notice, _ = hand_over()
    tasks.sweep(0)
    notice.refresh_from_db()
    assert notice.attempts == 0
