"""A long text in many parts is kept whole, with its lines; no word is lost to a limit of the chat."""

import pytest

from hotline.conversations.models import Conversation

pytestmark = pytest.mark.django_db


def test_a_text_longer_than_a_chat_message_is_kept_whole(write):
    words = "dòng một\ndòng hai " + "chuyện dài " * 250 + "hết"
    write(words)
    assert Conversation.objects.get().messages.first().body == words


@pytest.mark.parametrize("body", ["", "\x00", " \u200b "])
def test_a_text_that_cannot_be_read_still_opens_a_conversation(write, body):
    write(body)
    assert Conversation.objects.get().messages.first().body == "…"
