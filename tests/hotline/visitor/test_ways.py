"""Other ways to go on: a code, a neutral text when there is an answer, a call back. No word is lost, none is sent."""

from uuid import uuid4

import pytest
from django.test import Client

from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from portal.sms.models import OutboundMessage

pytestmark = pytest.mark.django_db
PHONE = "0900 000 115"


@pytest.fixture
def inside(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "family"})
    return client


@pytest.fixture
def answer(inside, counsellor):
    """A counsellor answers this browser's conversation."""

    def say(words):
        conversation = Conversation.objects.get()
        if conversation.state == "waiting":
            take(conversation.pk, counsellor)
        post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), words, sender=counsellor)

    return say


def ask(client, **fields):
    return client.post("/tro-chuyen/nhan-tin/", {"phone": PHONE, "agreed": "on"} | fields)


def test_the_room_and_the_way_in_lead_to_the_other_ways(inside):
    assert "/tro-chuyen/cach-khac/" in inside.get("/tro-chuyen/").content.decode()
    assert "/tro-chuyen/goi-lai/" in inside.get("/tro-chuyen/cach-khac/").content.decode()
    assert "/tro-chuyen/goi-lai/" in Client().get("/tro-chuyen/").content.decode()


def test_nobody_at_the_desk_is_said_with_a_way_to_the_answer(inside):
    page = inside.get("/tro-chuyen/").content.decode()
    assert "data-chat-nobody>" in page
    assert "Không lời nào mất" in page


def test_a_code_opens_the_conversation_on_another_phone(inside):
    page = inside.post("/tro-chuyen/ma/")
    code = page.context["code"]
    other = Client()
    assert other.post("/tro-chuyen/vao/", {"code": code}).status_code == 302
    assert "Bạn đang ở đúng chỗ" in (shown := other.get("/tro-chuyen/").content.decode()) or "Chào bạn" in shown


def test_with_consent_an_answer_is_told_by_a_text_without_a_word_of_it(inside, answer):
    assert ask(inside).status_code == 200
    answer("Con chị đang ở đâu?")
    text = OutboundMessage.objects.get()
    assert text.template == "chat_new_message"
    assert "Con chị" not in text.body
    answer("Chị cứ bình tĩnh nhé")
    assert OutboundMessage.objects.count() == 1  # told once until the person writes again


def test_even_a_two_way_number_carries_no_words_of_a_web_chat(inside, answer, settings):
    settings.SMS_FREE_TEXT = True
    ask(inside)
    answer("Con chị đang ở đâu?")
    assert OutboundMessage.objects.get().template == "chat_new_message"


def test_without_consent_or_with_a_wrong_number_nothing_is_kept_and_nothing_typed_is_lost(inside):
    refused = ask(inside, agreed="")
    assert (refused.status_code, refused.context["phone"]) == (400, PHONE)
    for phone in ("", "12", "024 3825 0001", "\x00", "٩" * 40):
        assert ask(inside, phone=phone).status_code in {400, 429}
    assert Conversation.objects.get().phone == ""


def test_the_number_shows_masked_and_is_forgotten_on_wish(inside, answer):
    page = ask(inside).content.decode()
    assert "•••115" in page
    assert "900000115" not in page.replace(" ", "")
    inside.post("/tro-chuyen/nhan-tin/", {"how": "stop"})
    answer("Chào chị")
    assert not OutboundMessage.objects.exists()


def test_the_number_finds_no_other_conversation_and_dies_with_this_one(inside):
    ask(inside)
    conversation = Conversation.objects.get()
    assert (conversation.phone, conversation.phone_index, conversation.channel) == ("+84900000115", "", "web")
    erase(conversation.pk)
    assert Conversation.objects.get().phone == ""


def test_an_ended_conversation_offers_neither_code_nor_text(inside):
    inside.post("/tro-chuyen/roi-di/", {"how": "end"})
    assert ask(inside).status_code == 302
    assert inside.post("/tro-chuyen/ma/").status_code == 302
    assert Conversation.objects.get().phone == ""


def test_one_number_cannot_be_asked_for_without_end(inside):
    assert [ask(inside).status_code for _time in range(6)] == [200] * 5 + [429]


@pytest.mark.parametrize("path", ["cach-khac/", "ma/", "nhan-tin/", "danh-gia/", "ghi-lai/"])
def test_without_a_conversation_each_page_leads_to_the_way_in(client, path):
    ask_for = client.get if path in {"cach-khac/", "ghi-lai/"} else client.post
    assert ask_for(f"/tro-chuyen/{path}")["Location"] == "/tro-chuyen/"
