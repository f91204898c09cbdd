"""Words of danger bring help nearer; harmless words that look alike do not."""

import pytest

from hotline.conversations.models import Conversation
from hotline.conversations.services.start import start
from hotline.line.danger import danger_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Em tôi bị quá liều rồi", "overdose"),
        ("em toi bi qua lieu roi", "overdose"),
        ("nó KHÔNG THỞ nữa", "overdose"),
        ("goi khong day", "overdose"),
        ("Tôi muốn tự tử", "suicide"),
        ("toi muon tu tu", "suicide"),
        ("không muốn sống nữa", "suicide"),
        ("sao không chết đi cho xong", "suicide"),
        ("bố đang lên cơn co giật", "withdrawal"),
        ("chồng em cầm dao", "violence"),
        ("he is not breathing", "overdose"),
        ("no bi soc thuoc", "overdose"),
    ],
)
def test_danger_is_seen_with_and_without_marks(text, kind):
    assert danger_in(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "để tôi kể từ từ",
        "de toi ke tu tu",
        "tôi không muốn chết",
        "toi khong quá liều",
        "quá nhiều liều thuốc bổ",
        "thở dài",
        "",
        "Xin chào, tôi muốn hỏi về nơi điều trị",
    ],
)
def test_harmless_words_are_left_alone(text):
    assert danger_in(text) == ""


def test_danger_goes_to_the_front_and_the_numbers_come_at_once(started, says):
    first, urgent = start().conversation, started
    Conversation.objects.filter(pk=urgent.conversation.pk).update(waiting_since="2100-01-01T00:00Z")
    says(urgent, "nó tím tái rồi, phải làm sao")
    assert next(iter(Conversation.objects.waiting())) == urgent.conversation
    warning = urgent.conversation.messages.last()
    assert warning.author == "system"
    assert {"115", "111", "113"} <= {entry["number"] for entry in warning.card["numbers"]}
    assert first.state == "waiting"


def test_the_numbers_are_not_repeated_within_ten_minutes(started, says):
    says(started, "quá liều")
    says(started, "quá liều!!")
    assert started.conversation.messages.filter(author="system").count() == 2
