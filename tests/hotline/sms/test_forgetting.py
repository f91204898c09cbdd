"""What is forgotten is forgotten as SMS too, and a gateway that delivers it again does not bring it back."""

from uuid import uuid4

import pytest

from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.erase import erase
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from portal.sms import delivery, status
from portal.sms.models import InboundMessage, OutboundMessage
from portal.sms.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def talked(write, counsellor):
    write("tôi muốn tự tử", provider_id="SM1")
    write("xin chào", provider_id="SM2", sender="+84912345679")
    conversation = Conversation.objects.earliest("created_at")
    take(conversation.pk, counsellor)
    post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), "Mình nghe đây", sender=counsellor)
    return conversation


def test_no_word_and_no_number_stays_in_the_texts(talked):
    erase(talked.pk)
    assert [text.to for text in OutboundMessage.objects.all()] == ["+84912345679"]
    assert sorted((text.sender, text.body) for text in InboundMessage.objects.all()) == [
        ("", ""),
        ("+84912345679", "xin chào"),
    ]


def test_what_still_waits_is_not_sent(talked):
    waiting = OutboundMessage.objects.get(template="")
    erase(talked.pk)
    assert delivery.deliver(str(waiting.pk)) is None


def test_an_answer_of_the_gateway_that_comes_too_late_does_no_harm(talked):
    under_way = OutboundMessage.objects.get(template="")
    erase(talked.pk)
    status.taken(under_way, "SM9", State.SENDING)
    assert not OutboundMessage.objects.filter(provider_id="SM9").exists()


def test_the_same_text_delivered_again_stays_forgotten(talked, write):
    erase(talked.pk)
    write("tôi muốn tự tử", provider_id="SM1")
    assert Conversation.objects.count() == 2
    assert not Message.objects.filter(conversation=talked).exists()
