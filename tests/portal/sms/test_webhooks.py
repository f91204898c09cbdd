"""What Twilio tells us: believed only when signed, stored once however often it comes."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from twilio.request_validator import RequestValidator

from portal.privacy.index import blind_index
from portal.sms import inbound, opt_out, status
from portal.sms.models import EarlyReport, InboundMessage
from portal.sms.states import State

from .conftest import PHONE

pytestmark = pytest.mark.django_db
SMS, STATUS = "/webhooks/twilio/sms", "/webhooks/twilio/status"
ACCOUNT, TOKEN = "AC" + "1" * 32, "token-of-the-test"


@pytest.fixture(autouse=True)
def _account(settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.PUBLIC_URL = "https://portal.example"


@pytest.fixture
def heard(monkeypatch):
    """Texts that reached a handler, instead of the rooms'."""
    texts = []
    monkeypatch.setattr(inbound, "_handlers", [lambda message: texts.append(message.body)])
    return texts


def fields(**more):
    return {
        "AccountSid": ACCOUNT,
        "MessageSid": "SM" + "a" * 32,
        "From": PHONE,
        "To": "+15005550006",
        "Body": "xin chào",
    } | more


def post(path, data, *, token=TOKEN, url=None, client=None, **headers):
    signature = RequestValidator(token).compute_signature(url or f"https://portal.example{path}", data)
    return (client or Client()).post(
        path,
        urlencode(data),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature} | headers,
    )


def test_an_inbound_text_is_stored_and_heard(heard):
    assert post(SMS, fields()).status_code == 204
    message = InboundMessage.objects.get()
    assert (message.sender, message.body, message.handled_at is not None) == (PHONE, "xin chào", True)
    assert heard == ["xin chào"]


def test_the_same_text_delivered_twice_is_stored_once(heard):
    assert [post(SMS, fields()).status_code for _ in range(2)] == [204, 204]
    assert heard == ["xin chào"]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_deliveries_at_once_make_one_row(heard):
    def deliver(_):
        try:
            return post(SMS, fields()).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(deliver, range(100)))
    assert set(answers) == {204}
    assert (InboundMessage.objects.count(), heard) == (1, ["xin chào"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "another-token"},
        {"url": "https://elsewhere.example/webhooks/twilio/sms"},
        {"url": "https://portal.example/webhooks/twilio/status"},
        {"token": TOKEN, "X-Twilio-Signature": ""},
    ],
)
def test_a_wrong_signature_is_refused_and_leaves_nothing(heard, wrong):
    assert post(SMS, fields(), **wrong).status_code == 403
    assert not InboundMessage.objects.exists()
    assert heard == []


def test_a_changed_field_breaks_the_signature():
    signature = RequestValidator(TOKEN).compute_signature(f"https://portal.example{SMS}", fields())
    answer = Client().post(
        SMS,
        urlencode(fields(Body="other")),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature},
    )
    assert answer.status_code == 403


def test_the_signed_address_is_ours_and_not_a_header_that_anyone_can_set(settings):
    settings.ALLOWED_HOSTS = ["*"]
    answer = post(
        SMS, fields(), url=f"https://evil.example{SMS}", Host="evil.example", **{"X-Forwarded-Host": "evil.example"}
    )
    assert answer.status_code == 403


def test_another_account_is_refused():
    assert post(SMS, fields(AccountSid="AC" + "2" * 32)).status_code == 403


def test_without_a_token_of_our_own_everything_is_refused(settings):
    settings.TWILIO_AUTH_TOKEN = ""
    assert post(SMS, fields(), token="").status_code == 403


def test_an_oversized_request_is_refused_unread():
    assert post(SMS, fields(Body="a" * 40_000)).status_code == 413


def test_only_forms_by_post_are_taken():
    assert Client().get(SMS).status_code == 405
    assert Client().post(SMS, "{}", content_type="application/json").status_code == 415


def test_a_text_without_an_id_is_refused():
    assert post(SMS, fields(MessageSid="")).status_code == 400


@pytest.mark.parametrize("body", ["", "a\x00b", "🙂" * 800, "\u202eabc", "e" + "\u0301" * 500])
def test_any_text_is_stored_as_it_came(heard, body):
    assert post(SMS, fields(Body=body)).status_code == 204
    assert InboundMessage.objects.get().body == body


def test_a_handler_that_fails_does_not_lose_the_text(monkeypatch):
    def broken(message):
        raise RuntimeError

    monkeypatch.setattr(inbound, "_handlers", [broken])
    assert post(SMS, fields()).status_code == 204
    assert InboundMessage.objects.get().handled_at is None
    monkeypatch.setattr(inbound, "_handlers", [])
    assert inbound.handle_waiting() == 1
    assert InboundMessage.objects.get().handled_at is not None


def test_stop_is_obeyed_start_lifts_it_and_an_ordinary_text_does_neither(heard):
    for number, (body, stopped) in enumerate([("Từ chối", True), ("xin chào", True), ("START", False)]):
        post(SMS, fields(Body=body, MessageSid=f"SM{number:032x}"))
        assert opt_out.applies(PHONE) is stopped


def test_the_database_holds_neither_sender_nor_words(heard):
    post(SMS, fields(Body="mot loi rieng tu"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM sms_inboundmessage m")
        dump = cursor.fetchone()[0]
    assert b"mot loi rieng tu".hex() not in dump
    assert PHONE.encode().hex() not in dump
    assert blind_index(PHONE, "sms.hotline") in dump


def test_logs_hold_neither_sender_nor_words(caplog, monkeypatch):
    def broken(message):
        raise RuntimeError

    monkeypatch.setattr(inbound, "_handlers", [broken])
    with caplog.at_level("DEBUG"):
        post(SMS, fields(Body="mot loi rieng tu"))
        post(SMS, fields(Body="mot loi rieng tu"), token="x")
    assert "mot loi" not in caplog.text
    assert "912345678" not in caplog.text


def test_a_status_moves_our_message(message):
    status.taken(message, "SM" + "b" * 32, State.SENDING)
    answer = post(STATUS, fields(MessageSid="SM" + "b" * 32, MessageStatus="delivered"))
    message.refresh_from_db()
    assert (answer.status_code, message.state) == (204, State.DELIVERED)


def test_the_query_of_the_callback_address_is_signed_too(message):
    path = f"{STATUS}?m={message.pk}"
    assert post(path, fields(MessageStatus="sent"), url=f"https://portal.example{STATUS}").status_code == 403
    assert post(path, fields(MessageStatus="sent")).status_code == 204
    message.refresh_from_db()
    assert message.state == State.SENT


def test_a_status_of_nobody_is_kept_for_a_while():
    assert post(STATUS, fields(MessageStatus="sent")).status_code == 204
    assert EarlyReport.objects.count() == 1


def test_a_status_that_we_do_not_know_is_acknowledged_and_ignored(message):
    assert post(STATUS, fields(MessageStatus="teleported")).status_code == 204
    assert not EarlyReport.objects.exists()
