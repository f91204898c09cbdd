"""Demo conversations, made by the same functions that real ones use: some wait, some are held, some have ended."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction

from hotline.conversations.models import Conversation
from hotline.conversations.services.close import close
from hotline.conversations.services.note import note
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Author, State
from portal.accounts.models import User
from portal.privacy.copying import copy_rows

ORDER = 60
MOST_PLAYED = 500
"""More talks than these are copies of one, written in bulk."""
BATCH = 2000
SPREAD = timedelta(days=20)
TIMES = ("created_at", "waiting_since", "last_activity_at", "taken_at", "first_answer_at", "closed_at")
_SPACE = uuid.UUID("3f0c2f86-5a0e-4d51-9d50-5a6f1f0e7a11")

TALKS: tuple[dict[str, Any], ...] = (
    {
        "topic": "family",
        "nickname": "Mẹ Bin",
        "province": "01",
        "lines": (
            ("visitor", "Con trai tôi 20 tuổi, dạo này cháu đi cả đêm, tôi sợ cháu dùng thuốc lắc."),
            ("counsellor", "Chào chị. Chị lo cho con là điều dễ hiểu. Lúc này cháu có ở nhà không chị?"),
            ("visitor", "Cháu đang ngủ. Tôi không dám hỏi, sợ cháu bỏ đi."),
            ("counsellor", "Mình cùng nghĩ cách mở lời nhẹ nhàng nhé. Chị và con thường nói chuyện lúc nào?"),
        ),
        "note": "Mẹ lo, cần hướng dẫn cách mở lời; chưa có dấu hiệu nguy hiểm.",
    },
    {
        "topic": "self",
        "nickname": "Sông",
        "province": "79",
        "lines": (
            ("visitor", "Em dừng được hai tuần rồi mà đêm không ngủ được."),
            ("counsellor", "Hai tuần là một chặng dài. Em kể thêm về những đêm đó được không?"),
            ("visitor", "Em thấy đỡ hơn khi nói ra. Cảm ơn anh."),
        ),
        "close": {"outcome": "supported", "topic": "self", "words": "đỡ lo, hẹn quay lại khi cần"},
    },
    {
        "topic": "registration",
        "nickname": "",
        "province": "48",
        "lines": (("visitor", "Đăng ký rồi thì ai biết hồ sơ của tôi ạ?"),),
    },
    {"topic": "young", "nickname": "Cá", "province": "", "lines": (("visitor", "em 16 tuoi, em hoi chut duoc khong"),)},
)


def load(size: float, out: Any) -> None:
    """The talks, for `counsellor1@demo.example`; `size` adds ended ones (1 = 500). Again only what is missing."""
    counsellor = User.objects.filter(email="counsellor1@demo.example").first()
    if counsellor is None:
        return
    if not Conversation.objects.exists():
        for number, talk in enumerate(TALKS):
            _play(talk, counsellor, f"talk-{number}")
        receive_sms("+84900000115", "Toi muon hoi ve cho dieu tri o Ha Noi", external_id="demo:1")
    there = Conversation.objects.count()
    wanted = int(500 * size)
    for number in range(there, min(wanted, MOST_PLAYED)):
        _play(TALKS[1], counsellor, f"more-{number}")
    if wanted > max(there, MOST_PLAYED):
        _tell_again(wanted - max(there, MOST_PLAYED))
    out.write(f"conversations: {Conversation.objects.count()}")


def _tell_again(number: int) -> None:
    """As many ended talks more, with the words of the last one: rows of their own, sealed anew, over the last weeks."""
    told = Conversation.objects.filter(state=State.CLOSED).latest("created_at")
    messages = list(told.messages.all())
    for first in range(0, number, BATCH):
        talks, words = [], []
        for one in range(first, min(first + BATCH, number)):
            earlier = SPREAD * (one + 1) / number
            talk = _like(told, id=uuid.uuid4(), secret_hash=None)
            for name in TIMES:
                if moment := getattr(talk, name):
                    setattr(talk, name, moment - earlier)
            talks.append(talk)
            words += [_like(said, conversation_id=talk.pk, at=said.at - earlier) for said in messages]
        with transaction.atomic():
            copy_rows(talks)
            copy_rows(words)


def _like(row: Any, **changes: Any) -> Any:
    copy: Any = object.__new__(type(row))
    copy.__dict__ = row.__dict__ | changes
    return copy


def _play(talk: dict[str, Any], counsellor: User, name: str) -> None:
    conversation = start(topic=talk["topic"], nickname=talk["nickname"], province=talk["province"]).conversation
    said = talk["lines"]
    for number, (author, body) in enumerate(said):
        if author == Author.COUNSELLOR and said[number - 1][0] == Author.VISITOR and number == 1:
            take(conversation.pk, counsellor)
        sender = counsellor if author == Author.COUNSELLOR else None
        post_message(conversation.pk, Author(author), str(uuid.uuid5(_SPACE, f"{name}-{number}")), body, sender=sender)
    if "note" in talk:
        note(conversation.pk, counsellor, talk["note"])
    if "close" in talk:
        close(conversation.pk, counsellor, talk["close"])
