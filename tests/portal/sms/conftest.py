"""A running stand-in of Twilio, the settings that lead to it, and small ways to make and look at messages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.sms import outbox
from portal.sms.models import OutboundMessage
from portal.sms.standin.server import StandIn
from portal.sms.standin_http.server import StandIn as HttpStandIn

PHONE = "+84912345678"
LINK = "https://duong-ve.example/t"


@pytest.fixture
def twilio(tmp_path, settings):
    """The stand-in without callbacks: what the outbox does by itself. Callbacks need a live server, see `joined`."""
    with StandIn(tmp_path / "twilio") as running:
        _point_at(settings, running)
        running.knobs(callbacks=False, step_delay=60.0)
        yield running


@pytest.fixture
def joined(tmp_path, settings, live_server):
    """The stand-in and the portal, calling each other over real sockets, and an empty queue: the tests' flush passes
    over the tables of procrastinate, whose jobs of an earlier test would hold the lock of the same phone."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    with StandIn(tmp_path / "twilio", webhook_base=live_server.url) as running:
        _point_at(settings, running)
        settings.PUBLIC_URL = live_server.url
        settings.ALLOWED_HOSTS = ["*"]
        running.knobs(step_delay=0.02, webhook_retry_delay=0.1)
        yield running


@pytest.fixture
def domestic(tmp_path, settings):
    """The domestic gateway's stand-in, without reports; it carries +84."""
    with HttpStandIn(tmp_path / "http") as running:
        _point_at_domestic(settings, running)
        running.knobs(callbacks=False, step_delay=60.0)
        yield running


@pytest.fixture
def joined_domestic(tmp_path, settings, live_server):
    """The same joined to the portal over real sockets."""
    with HttpStandIn(tmp_path / "http", webhook_base=live_server.url) as running:
        _point_at_domestic(settings, running)
        settings.ALLOWED_HOSTS = ["*"]
        running.knobs(step_delay=0.02, webhook_retry_delay=0.1)
        yield running


def _point_at_domestic(settings, running):
    settings.SMS_HTTP_URL, settings.SMS_HTTP_KEY = f"{running.url}/send", running.config.key
    settings.SMS_HTTP_LOOKUP = False
    settings.SMS_ROUTES = "+84:http,+:twilio"


def _point_at(settings, running):
    settings.TWILIO_API_URL = running.url
    settings.TWILIO_ACCOUNT_SID = running.config.account_sid
    settings.TWILIO_AUTH_TOKEN = running.config.auth_token
    settings.TWILIO_FROM = running.config.own_number
    settings.TWILIO_MESSAGING_SERVICE_SID = ""
    settings.SMS_ROUTES = "+:twilio"


@pytest.fixture
def message(db):
    """A message in the outbox, not yet handed over."""
    return outbox.send(PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})


@pytest.fixture
def send_to(db):
    """`send_to(number)`: a message in the outbox to any number."""

    def make(number, **kwargs):
        return outbox.send(number, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK}, **kwargs)

    return make


@pytest.fixture
def later():
    """`later(message)`: the wait before its next attempt is over."""

    def hurry(message):
        past = timezone.now() - timedelta(seconds=1)
        OutboundMessage.objects.filter(pk=message.pk).exclude(next_attempt_at=None).update(
            next_attempt_at=past, lease_until=None
        )
        message.refresh_from_db()
        return message

    return hurry
