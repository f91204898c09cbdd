"""After a conversation: two answers that lead back to nobody, and a copy with a warning."""

from uuid import uuid4

import pytest

from hotline.conversations.models import Conversation
from hotline.visitor.models import Satisfaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "family", "nickname": "Mây"})
    client.post("/tro-chuyen/tin", {"page": "1", "client_id": str(uuid4()), "body": "Dòng một\nDòng hai"})
    return client


@pytest.fixture
def ended(inside):
    inside.post("/tro-chuyen/roi-di/", {"how": "end"})
    return inside


def rate(client, **answers):
    return client.post("/tro-chuyen/danh-gia/", answers)


def test_two_answers_become_a_figure_without_a_way_back(ended):
    rate(ended, score="4", heard="yes")
    kept = Satisfaction.objects.get()
    assert (kept.score, kept.felt_heard, kept.channel, kept.topic) == (4, True, "web", "family")
    names = {field.name for field in Satisfaction._meta.get_fields()}
    assert names == {"id", "score", "felt_heard", "channel", "topic", "day"}


def test_a_conversation_counts_once_and_is_not_asked_again(ended):
    assert "danh-gia" in ended.get("/tro-chuyen/").content.decode()
    for _time in range(2):
        rate(ended, score="2")
    assert Satisfaction.objects.count() == 1
    assert "danh-gia" not in ended.get("/tro-chuyen/").content.decode()


def test_one_answer_is_enough_and_none_is_nothing(ended):
    for score in ("", "0", "6", "９", "x" * 9999, "-1"):
        rate(ended, score=score, heard="perhaps")
    assert not Satisfaction.objects.exists()
    rate(ended, heard="no")
    assert (Satisfaction.objects.get().score, Satisfaction.objects.get().felt_heard) == (None, False)


def test_a_conversation_that_goes_on_is_not_rated(inside):
    rate(inside, score="5")
    assert not Satisfaction.objects.exists()


def test_the_figure_outlives_the_words(ended):
    rate(ended, score="5", heard="yes")
    ended.post("/tro-chuyen/roi-di/", {"how": "erase"})
    assert Satisfaction.objects.count() == 1


def test_the_copy_warns_of_shared_phones_before_anything_is_saved(ended):
    response = ended.get("/tro-chuyen/ghi-lai/")
    assert "Có người khác dùng chung máy này không?" in response.content.decode()
    assert "Dòng một" not in response.content.decode()


def test_the_copy_is_plain_text_with_times_in_order_and_a_name_that_tells_nothing(ended):
    response = ended.post("/tro-chuyen/ghi-lai/")
    text = response.content.decode("utf-8-sig")
    assert response["Content-Disposition"] == 'attachment; filename="ghi-lai.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert text.index("Chào bạn") < text.index("Dòng một\r\nDòng hai") < text.index("đã kết thúc")
    assert "Mây" not in text


def test_numbers_and_steps_of_the_service_are_in_the_copy(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "emergency"})
    text = client.post("/tro-chuyen/ghi-lai/").content.decode("utf-8-sig")
    assert "115: Cấp cứu y tế" in text


def test_nothing_to_copy_after_erasing(ended):
    ended.post("/tro-chuyen/roi-di/", {"how": "erase"})
    assert ended.post("/tro-chuyen/ghi-lai/").status_code == 302
    assert Conversation.objects.get().erased_at
