"""The way in: one tap begins; who says that someone is in danger gets numbers and first steps at once."""

import re

import pytest

from hotline.conversations.models import Conversation, Step
from hotline.conversations.queries import queue_now
from hotline.conversations.services.presence import seen
from hotline.conversations.services.start import start
from hotline.conversations.states import Risk, StepKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_danger(client):
    """A browser that began with the emergency topic while another waits."""
    start(topic="self")
    client.post("/tro-chuyen/bat-dau/", {"topic": "emergency"})
    return client


def test_five_topics_are_buttons_that_begin(client):
    page = client.get("/tro-chuyen/").content.decode()
    doors = re.findall(r'class="dv-topic[^"]*" type="submit" name="topic" value="(\w+)"', page)
    assert set(doors[:5]) == {"self", "family", "law", "facility", "emergency"}
    assert client.post("/tro-chuyen/bat-dau/", {"topic": doors[1]}).status_code == 302
    assert Conversation.objects.get().topic == doors[1]


@pytest.mark.parametrize("topic", ["young", "treatment", "registration", "aftercare", "other"])
def test_older_topics_are_still_understood(client, topic):
    client.post("/tro-chuyen/bat-dau/", {"topic": topic})
    assert Conversation.objects.get().topic == topic


def test_the_three_sentences_say_who_when_and_what_is_promised(client):
    page = client.get("/tro-chuyen/").content.decode()
    sentences = re.search(r'<ol class="dv-chat-promise">(.*?)</ol>', page, re.DOTALL)[1]
    assert sentences.count("<li>") == 3
    for words in (
        "không phải là công an",
        "21 giờ 30",
        "Chúng tôi không hỏi bạn là ai.",
        "chúng tôi gọi 115",
        "30 ngày",
    ):
        assert words in sentences


def test_the_wait_is_said_before_one_begins(client, counsellor):
    assert "trả lời được ngay" not in client.get("/tro-chuyen/").content.decode()
    seen(counsellor)
    assert "trả lời được ngay" in client.get("/tro-chuyen/").content.decode()
    for _number in range(20):
        start(topic="self")
    assert re.search(r"khoảng \d+ phút", client.get("/tro-chuyen/").content.decode())


def test_the_way_in_takes_the_same_queries_however_long_the_queue(client, django_assert_max_num_queries):
    for _number in range(12):
        start(topic="self")
    with django_assert_max_num_queries(8):
        client.get("/tro-chuyen/")


def test_the_emergency_topic_shows_numbers_and_first_steps_before_a_word_is_written(in_danger):
    page = in_danger.get("/tro-chuyen/").content.decode()
    for words in ('href="tel:115"', 'href="tel:113"', "Gọi 115. Nói rõ bạn đang ở đâu.", "Ở lại"):
        assert words in page
    assert "data-chat-danger>" in page  # the row of numbers above the messages is not hidden


def test_the_emergency_topic_goes_before_who_waited_longer_and_is_noted(in_danger):
    urgent = Conversation.objects.get(topic="emergency")
    assert urgent.risk == Risk.DANGER
    assert queue_now().order[urgent.pk] == 1
    assert Step.objects.filter(conversation=urgent, kind=StepKind.DANGER, detail="topic").count() == 1


def test_what_is_then_written_brings_the_steps_of_that_danger(in_danger):
    in_danger.post(
        "/tro-chuyen/tin",
        {"page": "1", "client_id": "9f6b0d1e-8f6e-4c1e-9a41-000000000001", "body": "nó uống quá liều"},
    )
    page = in_danger.get("/tro-chuyen/").content.decode()
    assert "naloxone" in page
    assert "Không dội nước lạnh." in page


def test_a_topic_without_danger_shows_no_row_of_numbers(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "law"})
    assert "data-chat-danger hidden>" in client.get("/tro-chuyen/").content.decode()
