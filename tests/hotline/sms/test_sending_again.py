"""The counsellor reads why words did not arrive and sends them again; nobody else can."""

from uuid import uuid4

import pytest

from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.close import close
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.sms.console_panels import show
from hotline.sms.receipts import fates_of
from portal.accounts.models import Role, User
from portal.audit.models import Entry
from portal.sms import opt_out
from portal.sms.models import OutboundMessage
from portal.sms.outbox import OPTED_OUT
from portal.sms.states import State
from tests.portal.sms.test_staff import signed_in

from .conftest import PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(db):
    return signed_in(Role.COUNSELLOR)


@pytest.fixture
def holder(browser):
    return User.objects.get(email="counsellor@demo.example")


@pytest.fixture
def failed(write, holder):
    """Words of the holder that the operator did not take."""
    write("xin chào")
    conversation = Conversation.objects.get()
    take(conversation.pk, holder)
    post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), "Mình nghe đây", sender=holder)
    OutboundMessage.objects.filter(template="").update(state=State.FAILED, error_code="21614", next_attempt_at=None)
    return Message.objects.get(author=Author.COUNSELLOR)


def press(browser, message):
    return browser.post(f"/staff/hotline/c/{message.conversation_id}/sms/{message.seq}/retry/")


def test_the_thread_says_in_words_what_went_wrong(failed):
    fate = fates_of(failed.conversation)[failed.seq]
    assert fate.may_retry
    assert fate.words.startswith(f"{State.FAILED.label}. ")


def test_pressed_twice_it_goes_out_once_more(failed, browser):
    assert [press(browser, failed).status_code for _ in range(2)] == [302, 302]
    assert OutboundMessage.objects.filter(template="").count() == 2
    assert fates_of(failed.conversation)[failed.seq].state == State.QUEUED
    assert Entry.objects.filter(action="conversation.sms_retry").count() == 1


def test_after_stop_there_is_nothing_to_press(failed, holder, browser):
    opt_out.add(PHONE)
    OutboundMessage.objects.filter(template="").update(error_code=OPTED_OUT)
    panel = show(failed.conversation, holder)
    assert (panel["stopped"], panel["troubles"][0]["may_retry"]) == (True, False)
    press(browser, failed)
    assert OutboundMessage.objects.filter(template="").count() == 1


def test_who_does_not_hold_it_cannot(failed, colleague, browser, holder):
    Conversation.objects.update(counsellor=colleague)
    assert press(browser, failed).status_code == 404
    assert OutboundMessage.objects.filter(template="").count() == 1


def test_an_ended_conversation_sends_nothing_more(failed, browser, holder):
    close(failed.conversation_id, holder)
    assert press(browser, failed).status_code == 409


def test_the_panel_shows_the_trouble_and_nothing_for_a_web_chat(failed, holder, started, browser):
    panel = show(failed.conversation, holder)
    assert (panel["free_text"], panel["mine"], len(panel["troubles"])) == (True, True, 1)
    assert show(started.conversation, holder) is None
    page = browser.get(f"/staff/hotline/c/{failed.conversation_id}/panels/").content.decode()
    assert f"/sms/{failed.seq}/retry/" in page


def test_a_huge_number_is_no_address(failed, browser):
    assert browser.post(f"/staff/hotline/c/{failed.conversation_id}/sms/{'9' * 30}/retry/").status_code == 404
