"""A counsellor's answer leaves by SMS in the same transaction, and its fate comes back to the console."""

from uuid import uuid4

import pytest
from django.db import transaction

from hotline.conversations import events
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.sms.references import reference_of
from portal.sms import status
from portal.sms.gateways.base import Report
from portal.sms.models import OutboundMessage
from portal.sms.outbox import states_of
from portal.sms.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(write, counsellor):
    """An SMS conversation that the counsellor holds; the automatic answer is out of the way."""
    write("xin chào")
    conversation = Conversation.objects.get()
    take(conversation.pk, counsellor)
    OutboundMessage.objects.all().delete()
    return conversation


def answer(conversation, counsellor, body, client_id=None):
    post_message(conversation.pk, Author.COUNSELLOR, str(client_id or uuid4()), body, sender=counsellor)
    return Message.objects.filter(author=Author.COUNSELLOR).latest("seq")


def test_the_counsellors_words_go_to_the_phone(held, counsellor):
    message = answer(held, counsellor, "Chào bạn, tôi nghe đây.")
    sms = OutboundMessage.objects.get()
    assert (sms.to, sms.body, sms.reference) == ("+84912345678", "Chào bạn, tôi nghe đây.", reference_of(message))


def test_the_same_answer_again_is_one_sms(held, counsellor):
    key = uuid4()
    answer(held, counsellor, "Chào bạn", key)
    answer(held, counsellor, "Chào bạn", key)
    assert OutboundMessage.objects.count() == 1


def test_an_answer_rolled_back_is_no_sms(held, counsellor):
    with transaction.atomic():
        answer(held, counsellor, "Chào bạn")
        transaction.set_rollback(True)
    assert not OutboundMessage.objects.exists()


def test_a_long_answer_leaves_in_parts(held, counsellor):
    answer(held, counsellor, "chào bạn " * 220)
    assert [len(sms.body) <= 1600 for sms in OutboundMessage.objects.all()] == [True, True]


def test_without_a_two_way_number_only_the_notice_leaves_once_until_they_write(held, counsellor, settings, write):
    settings.SMS_FREE_TEXT = False
    answer(held, counsellor, "lời riêng tư")
    answer(held, counsellor, "thêm một lời")
    assert [sms.template for sms in OutboundMessage.objects.all()] == ["chat_new_message"]
    assert "riêng" not in OutboundMessage.objects.get().body
    write("tôi đây")
    answer(held, counsellor, "lời nữa")
    assert OutboundMessage.objects.filter(template="chat_new_message").count() == 2


def test_the_fate_of_the_sms_wakes_the_console(held, counsellor, monkeypatch):
    woken = []
    message = answer(held, counsellor, "Chào bạn")
    monkeypatch.setattr(events, "wake", lambda *args, **values: woken.append((args, values)))
    sms = OutboundMessage.objects.get()
    status.taken(sms, "SM1", State.SENDING)
    status.apply(Report("twilio", "SM1", State.DELIVERED))
    assert woken[-1] == ((held.pk, "delivery"), {"seq": message.seq, "state": State.DELIVERED})
    assert states_of([reference_of(message)]) == {reference_of(message): State.DELIVERED}
