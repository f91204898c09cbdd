"""An SMS becomes part of a conversation, and is answered by itself once."""

import pytest

from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Channel, Risk, State
from hotline.sms.hours import hours_in_short
from portal.sms.models import InboundMessage, OutboundMessage

pytestmark = pytest.mark.django_db


def test_a_first_text_opens_a_conversation_that_waits(write):
    write("xin chào")
    conversation = Conversation.objects.get()
    assert (conversation.channel, conversation.state) == (Channel.SMS, State.WAITING)
    assert [message.body for message in conversation.messages.all()] == ["xin chào"]


def test_a_second_text_joins_the_same_conversation(write):
    write("xin chào")
    write("bạn còn đó không")
    assert Conversation.objects.get().last_seq == 2


def test_another_phone_has_another_conversation(write):
    write("xin chào")
    write("xin chào", sender="+84912345679")
    assert Conversation.objects.count() == 2


def test_a_text_delivered_twice_is_said_once(write):
    write("xin chào", provider_id="SMx")
    write("xin chào", provider_id="SMx")
    assert Message.objects.count() == 1


def test_the_hours_are_sent_once_for_a_conversation(write):
    write("xin chào")
    write("bạn còn đó không")
    reply = OutboundMessage.objects.get()
    assert reply.template == "hotline_auto_reply"
    assert hours_in_short() in reply.body


def test_a_life_in_danger_gets_the_emergency_number_and_the_head_of_the_queue(write):
    write("tôi muốn tự tử")
    assert Conversation.objects.get().risk == Risk.DANGER
    assert OutboundMessage.objects.get().template == "hotline_danger"


@pytest.mark.parametrize("word", ["STOP", "Từ chối", "DUNG", "hủy", "START"])
def test_an_opt_out_word_is_obeyed_and_opens_no_conversation(write, word):
    write(word)
    assert not Conversation.objects.exists()
    assert not OutboundMessage.objects.exists()


def test_after_stop_the_words_still_reach_us_but_nothing_is_sent(write):
    write("STOP")
    write("xin chào")
    assert Conversation.objects.get().last_seq == 1
    assert OutboundMessage.objects.get().error_code == "opted_out"


def test_a_sender_without_a_number_is_stored_and_opens_nothing(write):
    write("Khuyến mãi", sender="QUANGCAO")
    assert InboundMessage.objects.get().handled_at is not None
    assert not Conversation.objects.exists()


def test_nothing_joins_the_sms_to_the_conversation_but_the_sealed_number(write):
    write("xin chào")
    conversation, text = Conversation.objects.get(), InboundMessage.objects.get()
    assert conversation.phone_index != text.sender_index
