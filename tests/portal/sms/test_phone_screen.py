"""The demo's phone: only where DEMO is on; it shows what came and sends what is written."""

import pytest
from django.test import Client

from portal.sms.delivery import deliver

from .conftest import PHONE

pytestmark = pytest.mark.django_db
PAGE = "/demo/phone/"


@pytest.fixture
def demo(settings, twilio):
    """DEMO on, with the stand-in; webhooks lead nowhere."""
    settings.DEMO = True
    twilio.knobs(webhook_retries=0)
    return twilio


def test_there_is_no_phone_outside_the_demo(client, settings):
    settings.DEMO = False
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"number": PHONE, "body": "x"}).status_code == 404


def test_the_phone_shows_what_the_portal_sent(client, demo, message):
    deliver(str(message.pk))
    page = client.get(PAGE, {"number": "0912 345 678"}).content.decode()
    assert message.body.split(":")[0] in page
    assert PHONE in page


def test_the_thread_alone_can_be_fetched_again(client, demo, message):
    deliver(str(message.pk))
    part = client.get(PAGE, {"number": PHONE, "thread": "1"}).content.decode()
    assert "DV-AAAAA-AAAAA" in part
    assert "<html" not in part


def test_what_is_written_on_the_phone_is_sent_and_shown(client, demo):
    answer = client.post(PAGE, {"number": PHONE, "body": "Chào bạn\r\n<b>"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?number=%2B84912345678", 302)]
    assert "Chào bạn<br>&lt;b&gt;" in answer.content.decode()
    assert demo.messages(PHONE)[0]["body"] == "Chào bạn\n<b>"


@pytest.mark.parametrize(
    "data", [{"number": "12", "body": "x"}, {"number": PHONE, "body": ""}, {"number": PHONE, "body": "a" * 1601}, {}]
)
def test_a_faulty_text_is_kept_on_the_screen_and_not_sent(client, demo, data):
    answer = client.post(PAGE, data)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    assert demo.messages() == []


def test_without_the_stand_in_the_page_says_so(client, settings):
    settings.DEMO, settings.TWILIO_API_URL = True, "http://127.0.0.1:9"
    assert "make run" in client.get(PAGE).content.decode()


def test_a_posted_text_needs_the_forms_token(demo):
    assert Client(enforce_csrf_checks=True).post(PAGE, {"number": PHONE, "body": "x"}).status_code == 403
