"""Text messages: one live conversation a phone, a redelivery changes nothing, replies leave with the message."""

from uuid import uuid4

import pytest

from hotline.conversations import outgoing
from hotline.conversations.models import Conversation
from hotline.conversations.services.close import close
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.take import take
from hotline.conversations.states import Author

PHONE = "+84900000001"


def test_the_first_text_opens_a_conversation_and_the_next_joins_it(db):
    first = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    second = receive_sms(PHONE, "Co ai khong", external_id="twilio:SM2")
    assert (first.opened, second.opened) == (True, False)
    assert second.conversation == first.conversation
    assert (second.message.seq, first.conversation.channel) == (2, "sms")


def test_a_redelivery_is_stored_once(db):
    first = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    again = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    assert (again.created, again.message) == (False, first.message)
    assert Conversation.objects.get().last_seq == 1


def test_a_text_after_the_end_opens_the_same_conversation_again(db, counsellor):
    first = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    take(first.conversation.pk, counsellor)
    close(first.conversation.pk, counsellor)
    again = receive_sms(PHONE, "Lai la toi", external_id="twilio:SM2")
    assert (again.conversation.pk, again.opened) == (first.conversation.pk, False)


@pytest.mark.parametrize("text", ["", "\x00\x00", "   "])
def test_an_unreadable_text_is_still_kept(db, text):
    assert receive_sms(PHONE, text, external_id="twilio:SM1").message.body == "…"


def test_danger_in_a_text_is_answered_with_numbers(db):
    received = receive_sms(PHONE, "em toi bi qua lieu", external_id="twilio:SM1")
    assert received.warning.card["kind"] == "emergency"
    assert Conversation.objects.get().risk == 1


def test_a_counsellors_reply_is_carried_out_once_in_the_same_transaction(db, counsellor, monkeypatch):
    carried = []
    monkeypatch.setattr(outgoing, "_carriers", [lambda conversation, message: carried.append(message.body)])
    received = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    take(received.conversation.pk, counsellor)
    key = str(uuid4())
    for _time in range(2):
        post_message(received.conversation.pk, Author.COUNSELLOR, key, "Chào bạn", sender=counsellor)
    assert carried == ["Chào bạn"]


def test_a_carrier_that_fails_takes_the_message_with_it(db, counsellor, monkeypatch):
    def refuse(conversation, message):
        raise RuntimeError("no gateway")

    monkeypatch.setattr(outgoing, "_carriers", [refuse])
    received = receive_sms(PHONE, "Toi can giup", external_id="twilio:SM1")
    take(received.conversation.pk, counsellor)
    with pytest.raises(RuntimeError):
        post_message(received.conversation.pk, Author.COUNSELLOR, str(uuid4()), "Chào bạn", sender=counsellor)
    assert not received.conversation.messages.filter(author=Author.COUNSELLOR).exists()
