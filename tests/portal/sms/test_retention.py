"""Texts are forgotten on time, one-time codes after a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.sms import inbound, outbox
from portal.sms.models import InboundMessage, OutboundMessage
from portal.sms.retention import RULES

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db


def apply(days, dry_run=False):
    """Every rule, as if so many days had passed."""
    return {rule.name: rule.apply(timezone.now() + timedelta(days=days), dry_run) for rule in RULES}


@pytest.fixture
def texts(monkeypatch):
    """A code, an update and a text that came in."""
    monkeypatch.setattr(inbound, "_handlers", [])
    outbox.send(PHONE, "one_time_code", {"code": "123456"})
    outbox.send(PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})
    inbound.receive(gateway="twilio", provider_id="SM1", sender=PHONE, recipient="", body="xin chào")


def test_a_dry_run_counts_and_keeps(texts):
    assert apply(200, dry_run=True)["sms.inbound"] == 1
    assert (OutboundMessage.objects.count(), InboundMessage.objects.count()) == (2, 1)


def test_a_code_goes_after_a_day_and_the_rest_stays(texts):
    apply(2)
    assert [message.template for message in OutboundMessage.objects.all()] == ["registration_update"]
    assert InboundMessage.objects.count() == 1


def test_after_half_a_year_nothing_is_left(texts):
    apply(181)
    assert (OutboundMessage.objects.count(), InboundMessage.objects.count()) == (0, 0)
