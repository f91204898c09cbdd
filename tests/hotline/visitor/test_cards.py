"""Each kind of card is drawn on the page: a link, a number to call, a hint where it leads."""

import pytest

from hotline.conversations.models import Conversation
from hotline.conversations.services.append import append
from hotline.conversations.states import Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def room_with(client):
    """The page of a room in which a counsellor sent this card."""
    client.post("/tro-chuyen/bat-dau/", {"topic": "self"})

    def shown(card):
        append(Conversation.objects.get(), Author.COUNSELLOR, "Mời bạn xem", card=card)
        return client.get("/tro-chuyen/").content.decode().split("<template", maxsplit=1)[0]

    return shown


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("page", "Bài để đọc"),
        ("place", "Một nơi giúp được bạn"),
        ("handover", "bắt đầu bằng trang nói rõ đăng ký nghĩa là gì"),
        ("screening", "câu trả lời chỉ ở trên máy của bạn"),
        ("call_back", "Chúng tôi có thể gọi lại cho bạn"),
        ("a_kind_of_tomorrow", "Bài để đọc"),
    ],
)
def test_a_card_is_a_link_that_says_where_it_leads(room_with, kind, hint):
    page = room_with({"kind": kind, "title": "Tên & nơi", "url": "/co-so/a/"})
    assert hint in page
    assert 'href="/co-so/a/" rel="noreferrer" data-slot="link">Tên &amp; nơi</a>' in page


def test_a_place_has_a_button_to_call(room_with):
    page = room_with({"kind": "place", "title": "Trạm y tế", "url": "/co-so/a/", "phone": "024 3825 0001"})
    assert 'href="tel:02438250001"' in page
    assert "Gọi 024 3825 0001" in page


def test_a_handover_says_that_nothing_of_the_talk_goes_along(room_with):
    page = room_with({"kind": "handover", "title": "Bắt đầu đăng ký", "url": "/dang-ky/?tu=abc"})
    assert 'href="/dang-ky/?tu=abc"' in page
    assert "không có lời nào của cuộc trò chuyện này đi theo" in page
