"""The domestic gateway: signed JSON both ways, held against a small server that answers as told."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import Client

from portal.sms import delivery, inbound, outbox
from portal.sms.gateways.http.signing import sign, valid
from portal.sms.models import InboundMessage
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db
KEY = "key-of-the-test"
INBOUND, STATUS = "/webhooks/sms/http/inbound", "/webhooks/sms/http/status"


@pytest.fixture
def gateway(settings):
    """A gateway on loopback; `answers` are the statuses that it gives in turn, 0 cuts the connection."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.heard.append((self.headers["X-Signature"], body))
            status = server.answers.pop(0) if server.answers else 200
            if status:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.heard, server.answers = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_HTTP_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_HTTP_KEY, settings.SMS_ROUTES = KEY, "+84:http,+:twilio"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def heard(monkeypatch, settings):
    settings.SMS_HTTP_KEY = KEY
    texts = []
    monkeypatch.setattr(inbound, "_handlers", [lambda message: texts.append(message.body)])
    return texts


def send():
    return outbox.send(PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})


def deliver(message):
    at = delivery.deliver(str(message.pk))
    message.refresh_from_db()
    return at


def post(path, data, *, key=KEY, at=None):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return Client().post(path, body, content_type="application/json", headers={"X-Signature": sign(body, key, at)})


def test_the_longest_prefix_chooses_the_gateway(gateway):
    other = outbox.send("+14155552671", "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK})
    assert (send().gateway, other.gateway) == ("http", "twilio")


def test_a_message_leaves_signed_and_its_report_moves_it(gateway):
    message = send()
    deliver(message)
    (signature, body), data = gateway.heard[0], json.loads(gateway.heard[0][1])
    assert valid(signature, body, KEY)
    assert (data["to"], data["text"], data["id"]) == (PHONE, message.body, str(message.pk))
    assert post(STATUS, {"id": data["id"], "status": "delivered"}).status_code == 204
    message.refresh_from_db()
    assert message.state == State.DELIVERED


@pytest.mark.parametrize(
    ("answer", "state", "comes_back"),
    [
        (429, State.QUEUED, True),
        (401, State.QUEUED, True),
        (400, State.FAILED, False),
        (503, State.UNKNOWN, True),
        (0, State.UNKNOWN, True),
    ],
)
def test_each_refusal_is_understood(gateway, answer, state, comes_back):
    gateway.answers.append(answer)
    message = send()
    assert (deliver(message) is not None) is comes_back
    assert message.state == state


def test_an_unclear_outcome_is_never_sent_again_but_settled_by_the_report(gateway, later):
    gateway.answers.append(0)
    message = send()
    while deliver(later(message)) is not None:
        pass
    assert (message.state, len(gateway.heard)) == (State.UNKNOWN, 1)
    post(STATUS, {"id": str(message.pk), "status": "sent"})
    message.refresh_from_db()
    assert message.state == State.SENT


def test_an_inbound_text_is_stored_once(heard):
    data = {"id": "g-1", "from": "0912345678", "to": "8077", "text": "xin chào", "at": "2026-11-24T10:00:00+07:00"}
    assert [post(INBOUND, data).status_code for _ in range(2)] == [204, 204]
    assert (InboundMessage.objects.get().sender, heard) == (PHONE, ["xin chào"])


@pytest.mark.parametrize("wrong", [{"key": "other"}, {"at": -400}, {"at": 400}], ids=["key", "old", "ahead"])
def test_a_wrong_or_old_signature_is_refused(heard, wrong):
    wrong = {name: time.time() + value if name == "at" else value for name, value in wrong.items()}
    assert post(INBOUND, {"id": "g-1", "from": PHONE, "text": "x"}, **wrong).status_code == 403
    assert not InboundMessage.objects.exists()


def test_without_a_key_of_our_own_everything_is_refused(heard, settings):
    settings.SMS_HTTP_KEY = ""
    assert post(INBOUND, {"id": "g-1"}, key="").status_code == 403


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"id": 5}', b'{"id": ""}', b'{"from": "x"}', b"\xff"])
def test_what_is_no_message_is_refused(heard, body):
    assert post(INBOUND, body).status_code == 400


@pytest.mark.parametrize(
    "header", ["", "t=,v1=", "v1=abc", "t=abc,v1=abc", "t=١٢,v1=a", "t=1" + "0" * 30 + ",v1=a", ",,,"]
)
def test_a_broken_signature_header_is_no_signature(header):
    assert not valid(header, b"{}", KEY)


def test_an_oversized_request_is_refused(heard):
    assert post(INBOUND, {"id": "g-1", "text": "a" * 40_000}).status_code == 413
