"""A reminder waits for the morning; what somebody waits for leaves at any hour, and what lapses meanwhile is said."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.sms import delivery, last_look, outbox, quiet
from portal.sms.models import OutboundMessage
from portal.sms.states import State

from .conftest import LINK, PHONE


def here(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-25T20:59:59", None),
        ("2026-11-25T21:00:00", "2026-11-26T07:00:00"),
        ("2026-11-26T00:30:00", "2026-11-26T07:00:00"),
        ("2026-11-26T06:59:59", "2026-11-26T07:00:00"),
        ("2026-11-26T07:00:00", None),
    ],
)
def test_quiet_hours_are_from_nine_to_seven(now, until):
    assert quiet.until(here(now)) == (here(until) if until else None)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_the_end_of_the_quiet_hours_is_at_most_ten_hours_away_and_not_quiet(moment):
    now = timezone.make_aware(moment)
    end = quiet.until(now)
    assert end is None or (timedelta() < end - now <= timedelta(hours=10) and quiet.until(end) is None)


@pytest.fixture
def night(monkeypatch):
    morning = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(quiet, "until", lambda now: morning if now < morning else None)
    return morning


def handed_over(template, params):
    message = outbox.send(PHONE, template, params)
    at = delivery.deliver(str(message.pk))
    message.refresh_from_db()
    return message, at


@pytest.mark.django_db
def test_a_reminder_waits_for_the_morning_without_using_up_an_attempt(twilio, night):
    message, at = handed_over("registration_reminder", {"code": "DV-AAAAA-AAAAA", "link": LINK})
    assert (at, message.state, message.attempts, message.error_code) == (night, State.QUEUED, 0, last_look.QUIET)
    assert twilio.messages(PHONE) == []


@pytest.mark.django_db
def test_a_reminder_that_lapses_before_the_morning_is_said_to_be_too_old(twilio, night):
    message = outbox.send(PHONE, "registration_reminder", {"code": "DV-AAAAA-AAAAA", "link": LINK})
    OutboundMessage.objects.update(expires_at=night - timedelta(minutes=1))
    assert delivery.deliver(str(message.pk)) is None
    message.refresh_from_db()
    assert (message.state, message.error_code) == (State.FAILED, last_look.TOO_OLD)


@pytest.mark.django_db
def test_codes_and_a_counsellors_words_leave_at_night(twilio, night, settings):
    settings.SMS_FREE_TEXT = True
    handed_over("one_time_code", {"code": "123456"})
    answer = outbox.send_text(PHONE, "Chào bạn, mình nghe đây")
    delivery.deliver(str(answer.pk))
    assert len(twilio.messages(PHONE)) == 2
