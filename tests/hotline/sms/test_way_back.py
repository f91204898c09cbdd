"""Where only registered texts may be sent, the text carries a code that leads to the words on the web."""

import re
from uuid import uuid4

import pytest

from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from portal.sms.models import OutboundMessage


@pytest.mark.django_db
def test_the_code_of_the_text_opens_the_conversation_also_after_a_second_answer(client, counsellor, settings):
    settings.SMS_FREE_TEXT = False
    conversation = receive_sms("+84912345678", "Toi can giup", external_id="t:1").conversation
    take(conversation.pk, counsellor)
    for words in ("Chào bạn, mình nghe đây", "Bạn kể thêm nhé"):
        post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), words, sender=counsellor)
    text = OutboundMessage.objects.get(template="chat_new_message").body
    code = re.search(r"ma (\w{8})\.", text)[1]
    assert "/tro-chuyen/vao/" in text
    assert client.post("/tro-chuyen/vao/", {"code": code}).status_code == 302
    page = client.get("/tro-chuyen/").content.decode()
    assert "Chào bạn, mình nghe đây" in page
    assert "Bạn kể thêm nhé" in page
