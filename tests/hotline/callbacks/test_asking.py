"""A person asks for a call, a text or leaves a message: without script, without a name, and can take it back."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from hotline.callbacks.models import Task
from hotline.conversations.blocking import block
from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase
from hotline.conversations.services.take import take
from portal.calendar.deadlines import VIETNAM
from portal.sms.models import OutboundMessage

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 26, 2, 0, tzinfo=VIETNAM)
DAY = datetime(2026, 11, 26, 10, 0, tzinfo=VIETNAM)
ASK = "/tro-chuyen/goi-lai/"
CALL = {"way": "call_back", "phone": "0900 000 123", "when": "soon"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NIGHT, tick=False):
        yield


def test_a_wish_is_kept_sealed_with_the_safest_answers_by_default(client):
    page = client.post(ASK, CALL | {"words": "Em muốn hỏi cho anh trai", "safe": "đổ chuông hai lần"})
    task = Task.objects.get()
    assert page.status_code == 200
    assert (task.kind, task.phone, task.say_who, task.may_text) == ("call_back", "+84900000123", False, False)
    assert task.due_at == datetime(2026, 11, 26, 8, 30, tzinfo=VIETNAM)
    assert not OutboundMessage.objects.exists()


def test_a_chosen_window_of_the_opening_hours_is_when_it_is_due(client):
    form = client.get(ASK).content.decode()
    keys = re.findall(r'<option value="(\d{12})"', form)
    assert keys[0] == "202611260730"
    client.post(ASK, CALL | {"when": keys[3]})
    task = Task.objects.get()
    assert task.due_at == task.slot_starts_at == datetime(2026, 11, 26, 10, 30, tzinfo=VIETNAM)
    assert task.slot_ends_at - task.slot_starts_at == timedelta(hours=1)


def test_only_who_agrees_gets_a_neutral_text(client):
    client.post(ASK, CALL | {"may_text": "on"})
    text = OutboundMessage.objects.get()
    assert (text.template, text.to) == ("call_back_kept", "+84900000123")
    assert "08:30 26/11" in text.body


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "way"),
        ({"way": "pigeon"}, "way"),
        ({"way": "call_back", "phone": ""}, "phone"),
        ({"way": "call_back", "phone": "12"}, "phone"),
        ({"way": "call_back", "phone": "\x00"}, "phone"),
        ({"way": "text_back", "phone": "024 3825 5555"}, "phone"),
        (CALL | {"when": "202001010000"}, "when"),
        (CALL | {"words": "x" * 2001}, "words"),
        ({"way": "message", "words": " "}, "words"),
        ({"way": "message", "words": "\u200b"}, "words"),
    ],
)
def test_bad_answers_are_said_beside_their_field_and_nothing_typed_is_lost(client, fields, wrong):
    page = client.post(ASK, fields | {"nickname": "Mây xanh"})
    words = page.content.decode()
    assert page.status_code == 422
    assert 'value="Mây xanh"' in words
    assert f'aria-describedby="id_{wrong}' in words or f'id="id_{wrong}' in words
    assert not Task.objects.exists()


def test_a_message_waits_in_the_queue_and_is_kept_as_a_task_of_the_next_opening(client):
    page = client.post(ASK, {"way": "message", "words": "Con tôi bỏ nhà đi"})
    talk, task = Conversation.objects.get(), Task.objects.get()
    assert (task.kind, task.conversation) == ("left", talk)
    assert task.due_at == datetime(2026, 11, 26, 7, 30, tzinfo=VIETNAM)
    code = re.search(r'class="dv-code">([0-9A-Z-]+)<', page.content.decode())[1]
    assert client.post("/tro-chuyen/vao/", {"code": code}).status_code == 302


def test_the_code_takes_the_wish_back_and_destroys_the_number(client):
    page = client.post(ASK, CALL)
    code = re.search(r'class="dv-code">([0-9A-Z-]+)<', page.content.decode())[1]
    assert client.post(f"{ASK}lay-lai/", {"code": "AAAA-AAAA"}).status_code == 422
    assert client.post(f"{ASK}lay-lai/", {"code": code.lower()}).status_code == 200
    task = Task.objects.get()
    assert (task.state, task.outcome, task.phone, task.phone_index) == ("done", "taken_back", "", "")
    assert client.post(f"{ASK}lay-lai/", {"code": code}).status_code == 422


def test_codes_cannot_be_tried_without_end(client):
    answers = [client.post(f"{ASK}lay-lai/", {"code": f"AAAA{n:04d}"}).status_code for n in range(12)]
    assert answers[:10] == [422] * 10
    assert answers[10:] == [429, 429]


def test_who_floods_one_number_is_told_nothing_and_nothing_more_is_kept(client):
    pages = [client.post(ASK, CALL).status_code for _ in range(5)]
    assert pages == [200] * 5
    assert Task.objects.count() == 3


def test_a_wish_from_a_conversation_dies_with_it(client):
    client.post("/tro-chuyen/bat-dau/", {})
    client.post(ASK, CALL)
    task = Task.objects.get(kind="call_back")
    assert task.conversation == Conversation.objects.get()
    erase(task.conversation.pk)
    task.refresh_from_db()
    assert (task.outcome, task.phone, task.words, task.conversation) == ("forgotten", "", "", None)


def test_the_page_asks_the_database_the_same_few_times_however_much_is_kept(client, django_assert_num_queries):
    client.get(ASK)  # the days off are read once
    with django_assert_num_queries(0):
        assert client.get(ASK).status_code == 200
    with time_machine.travel(DAY, tick=False), django_assert_num_queries(0):
        assert "Đường dây đang mở" in client.get(ASK).content.decode()


def test_a_blocked_network_reads_a_kind_word_and_the_numbers(client, counsellor):
    client.post(ASK, {"way": "message", "words": "lời chửi"})
    talk = take(Conversation.objects.get().pk, counsellor)
    block(talk.pk, counsellor, "abuse", 4)
    page = client.post(ASK, {"way": "message", "words": "thêm nữa"})
    assert page.status_code == 403
    assert "115" in page.content.decode()
    assert Conversation.objects.count() == 1


def test_another_site_cannot_make_a_browser_ask(client):
    assert client.post(ASK, CALL, headers={"origin": "https://evil.example"}).status_code == 403


def test_it_speaks_english_too(client):
    page = client.get("/en/tro-chuyen/goi-lai/").content.decode()
    assert "may we say who we are?" in page
    assert "<title>Đường Về</title>" in page
