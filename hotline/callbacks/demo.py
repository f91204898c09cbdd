"""Demo: somebody waits for a call, one call was tried in vain, one wish was met, a counsellor has a reminder."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.callbacks.promise import slots
from hotline.callbacks.services.keep import remind
from hotline.callbacks.services.wish import Wish, keep_wish
from hotline.callbacks.services.work import finish, not_reached, take
from hotline.callbacks.states import ASKED, Kind, Outcome
from hotline.conversations.models import Conversation
from hotline.conversations.states import State
from portal.accounts.models import User

ORDER = 63
WISHES = (
    (
        Kind.CALL_BACK,
        "+84900000201",
        "Nắng",
        "Hỏi cách nói chuyện với con trai 19 tuổi.",
        "đổ chuông hai lần rồi gọi lại",
    ),
    (Kind.CALL_BACK, "+84900000202", "", "Muốn hỏi về chỗ điều trị gần nhà.", ""),
    (Kind.TEXT_BACK, "+84900000203", "Gió", "Em muốn hỏi về buổi họp nhóm, nhắn tin thôi nhé.", ""),
    (Kind.CALL_BACK, "+84900000204", "Mai", "Cần người nghe.", "đừng gọi sau 18 giờ"),
)


def load(size: float, out: Any) -> None:
    """Only where nobody has asked for anything yet."""
    counsellor = User.objects.filter(email="counsellor1@demo.example").first()
    if counsellor is not None and not Task.objects.filter(kind__in=ASKED).exists():
        _wishes(counsellor)
    out.write(f"tasks: {Task.objects.count()}")


def _wishes(counsellor: User) -> None:
    free = slots(timezone.now())
    kept = []
    for number, (kind, phone, name, words, safe) in enumerate(WISHES):
        slot = free[number * 2] if kind == Kind.CALL_BACK and len(free) > number * 2 else None
        kept.append(keep_wish(Wish(kind, phone, slot, False, False, name, words, safe, "vi")).task)
    tried, met = kept[1], kept[3]
    if tried and met:
        take(tried.pk, counsellor)
        not_reached(tried.pk, counsellor)
        take(met.pk, counsellor)
        finish(met.pk, counsellor, Outcome.REACHED, "Đã nghe, hẹn gọi lại khi cần.")
    talk = Conversation.objects.filter(counsellor=counsellor, state=State.OPEN).first()
    if talk is not None:
        remind(talk, counsellor, timezone.now() + timedelta(days=1), "hỏi thăm buổi nói chuyện với con")
