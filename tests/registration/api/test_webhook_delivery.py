"""Messages over real sockets: signed, tried again, given up, sent once more after a killed worker."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.sms.gateways.http.signing import HEADER, valid
from registration.api import tasks
from registration.api.models import Webhook, WebhookDelivery
from registration.api.webhooks import addresses, delivering, outside
from registration.api.webhooks.delivering import DELIVERY_HEADER, WAITS_S, deliver
from registration.api.webhooks.outside import NotDelivered, post
from tests.registration.casework.cast import filed, make_cast

from .conftest import make_system
from .receiver import free_port, running

State = WebhookDelivery.State
SECRET = "whsec_test"


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with running() as one:
        yield one


@pytest.fixture
def delivery(db, receiver):
    return made(receiver.url)


def made(url: str) -> WebhookDelivery:
    """A message about a filed registration to `url`."""
    cast = make_cast()
    client = make_system("registrations:read").row
    Webhook.objects.create(client=client, url=url, secret=SECRET, statuses=["received"])
    filed(cast.ward)
    delivery = WebhookDelivery.objects.get()
    return again(delivery)


def again(delivery: WebhookDelivery) -> WebhookDelivery:
    """The wait before the next try is over."""
    past = timezone.now() - timedelta(seconds=1)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(next_attempt_at=past, lease_until=None)
    delivery.refresh_from_db()
    return delivery


def tried(delivery: WebhookDelivery) -> WebhookDelivery:
    deliver(str(again(delivery).pk))
    delivery.refresh_from_db()
    return delivery


def test_a_message_arrives_signed_with_its_number(receiver, delivery):
    assert tried(delivery).state == State.DELIVERED
    arrival = receiver.arrivals[0]
    assert valid(arrival.headers[HEADER], arrival.body, SECRET)
    assert not valid(arrival.headers[HEADER], arrival.body + b" ", SECRET)
    assert arrival.headers[DELIVERY_HEADER] == arrival.json["delivery"] == str(delivery.pk)
    assert arrival.headers["Content-Type"] == "application/json"


def test_the_same_job_again_sends_nothing_again(receiver, delivery):
    tried(delivery)
    deliver(str(delivery.pk))
    assert len(receiver.arrivals) == 1


def test_a_message_that_another_worker_holds_is_left_alone(receiver, delivery):
    WebhookDelivery.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    deliver(str(delivery.pk))
    assert not receiver.arrivals


def test_after_an_error_it_comes_again_later_each_time_and_with_the_same_number(receiver, delivery):
    receiver.statuses = [500, 503, 404]
    waits = []
    for _try in range(3):
        before = timezone.now()
        tried(delivery)
        waits.append((delivery.next_attempt_at - before).total_seconds())
    assert (delivery.state, delivery.attempts, delivery.last_error) == (State.WAITING, 3, "http_404")
    assert all(least <= wait <= least * 1.21 + 1 for wait, least in zip(waits, WAITS_S, strict=False))
    assert tried(delivery).state == State.DELIVERED
    assert len({one.headers[DELIVERY_HEADER] for one in receiver.arrivals}) == 1


def test_after_all_tries_it_is_given_up_and_stays_so(receiver, delivery):
    receiver.statuses = [500] * 20
    for _try in range(len(WAITS_S) + 3):
        tried(delivery)
    assert (delivery.state, delivery.attempts) == (State.DEAD, len(WAITS_S) + 1)
    assert len(receiver.arrivals) == len(WAITS_S) + 1


def test_a_receiver_that_says_gone_is_believed(receiver, delivery):
    receiver.statuses = [410]
    assert (tried(delivery).state, delivery.last_error) == (State.DEAD, "http_410")


def test_a_receiver_may_ask_for_more_time(receiver, delivery):
    receiver.statuses, receiver.headers = [429], {"Retry-After": "3600"}
    before = timezone.now()
    assert tried(delivery).next_attempt_at - before >= timedelta(hours=1)


def test_a_webhook_switched_off_meanwhile_is_not_called(receiver, delivery):
    Webhook.objects.update(is_active=False)
    assert (tried(delivery).state, delivery.last_error) == (State.DEAD, "switched_off")
    assert not receiver.arrivals


@pytest.mark.parametrize(("manner", "code"), [("hang", "timeout"), ("drip", "timeout"), ("break_off", "broken_answer")])
def test_a_bad_receiver_costs_bounded_time(receiver, manner, code):
    receiver.manner = manner
    began = time.monotonic()
    with pytest.raises(NotDelivered) as failure:
        post(receiver.url, b"{}", {}, total_s=0.4)
    assert failure.value.code == code
    assert time.monotonic() - began < 5


def test_the_body_of_the_answer_is_never_read(receiver):
    receiver.manner = "flood"
    began = time.monotonic()
    post(receiver.url, b"{}", {}, total_s=5)
    assert time.monotonic() - began < 4


def test_nobody_listening_unknown_names_and_redirects_have_their_own_words(receiver):
    receiver.statuses, receiver.headers = [302], {"Location": receiver.url}
    for url, code in (
        (receiver.url, "redirect"),
        (f"http://127.0.0.1:{free_port()}/", "connect"),
        (f"https://127.0.0.1:{receiver.port}/", "tls"),
        ("http://no-such-name.invalid/", "name"),
    ):
        with pytest.raises(NotDelivered) as failure:
            post(url, b"{}", {}, total_s=5)
        assert failure.value.code == code
    assert len(receiver.arrivals) == 1


def test_a_name_that_leads_to_our_own_network_is_not_called(receiver, settings):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    for host in ("localhost", "127.0.0.1", "[::1]"):
        with pytest.raises(NotDelivered, match="private_address"):
            post(f"http://{host}:{receiver.port}/", b"{}", {})
    assert not receiver.arrivals


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "172.16.0.1", "192.168.0.1", "127.9.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"],
)  # fmt: skip
def test_addresses_of_our_own_are_known(settings, address):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    assert not addresses.may_reach(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "203.162.4.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_addresses_are_known(settings, address):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    assert addresses.may_reach(address)


def test_the_sweep_gives_a_job_to_a_due_message_that_lost_its_own(receiver, delivery):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'webhooks'")
    WebhookDelivery.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=5))
    tasks.enqueue_due(0)
    tasks.enqueue_due(0)
    assert ProcrastinateJob.objects.get(queue_name="webhooks").args == {"delivery_id": str(delivery.pk)}


def test_times_add_up_to_a_lease_that_outlives_every_try():
    assert delivering.LEASE.total_seconds() > outside.TOTAL_S * 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_message_loses_nothing(receiver):
    receiver.manner = "hang"
    delivery = made(receiver.url)
    worker = _worker()
    try:
        assert receiver.came.wait(60), "the worker never called"
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(10)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.WAITING, 1)
    receiver.manner = "answer"
    assert tried(delivery).state == State.DELIVERED
    assert [one.headers[DELIVERY_HEADER] for one in receiver.arrivals] == [str(delivery.pk)] * 2


def _worker() -> subprocess.Popen[bytes]:
    """A real worker process on this test's database."""
    root = Path(__file__).resolve().parents[3]
    code = (
        "import django; django.setup(); from django.db import connections;"
        f"connections['default'].settings_dict['NAME'] = {connection.settings_dict['NAME']!r};"
        "from django.core.management import call_command; call_command('work', queue='webhooks')"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings", "WEBHOOKS_MAY_BE_PRIVATE": "true"}
    return subprocess.Popen([sys.executable, "-c", code], cwd=root, env=environment)
