"""A real worker process is killed after the hand-over and before the answer: the next one looks up and sends nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings as portal
from django.db import connection
from django.utils import timezone

from portal.sms.models import OutboundMessage
from portal.sms.states import State

from .conftest import PHONE
from .test_whole_sms import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[3]


def worker():
    """`manage.py work` for the queue of texts on the test database, in a session of its own."""
    place = connection.settings_dict
    query = {"host": place["HOST"], "user": place["USER"]} | ({"port": place["PORT"]} if place["PORT"] else {})
    environment = os.environ | {
        "DATABASE_URL": f"postgresql:///{place['NAME']}?{urlencode(query)}",
        "VALKEY_URL": portal.VALKEY_URL,
        "TWILIO_API_URL": portal.TWILIO_API_URL,
        "TWILIO_ACCOUNT_SID": portal.TWILIO_ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": portal.TWILIO_AUTH_TOKEN,
        "TWILIO_FROM": portal.TWILIO_FROM,
        "SMS_ROUTES": "+:twilio",
        "PUBLIC_URL": "http://127.0.0.1:9",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "work", "--queue", "sms"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kept(twilio, process):
    """Wait until the stand-in has the message, whose answer it still holds back."""
    end = time.monotonic() + 60
    while not twilio.messages(PHONE):
        assert time.monotonic() < end, "the worker handed nothing over"
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.05)


def test_a_worker_killed_between_hand_over_and_answer_sends_nothing_twice(twilio, send_to):
    with connection.cursor() as cursor:  # jobs of other tests would be worked off first
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    twilio.knobs(answer_delay=60.0)
    message = send_to(PHONE)
    process = worker()
    try:
        kept(twilio, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    twilio.knobs(answer_delay=0.0)
    message.refresh_from_db()
    assert message.handed_over_at is not None
    OutboundMessage.objects.update(lease_until=timezone.now())
    with connection.cursor() as cursor:  # what `retry_stalled` does once the dead worker's heartbeat is old
        cursor.execute("UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE status = 'doing'")
    work()
    message.refresh_from_db()
    assert (message.state, len(twilio.messages(PHONE))) == (State.SENDING, 1)
    assert twilio.messages(PHONE)[0]["sid"] == message.provider_id
