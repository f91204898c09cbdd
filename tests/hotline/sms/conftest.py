"""A phone that writes to the line, and the line's own view of it."""

import itertools

import pytest

from portal.sms import inbound

PHONE = "+84912345678"


@pytest.fixture
def write(db, settings):
    """`write("xin chào")`: an SMS from the phone, as the gateway's webhook brings it."""
    settings.SMS_FREE_TEXT = True
    settings.SMS_ROUTES = "+:twilio"
    numbers = itertools.count()

    def send(body, *, sender=PHONE, provider_id=""):
        return inbound.receive(
            gateway="twilio",
            provider_id=provider_id or f"SM{next(numbers)}",
            sender=sender,
            recipient="+15005550006",
            body=body,
        )

    return send
