"""Demo feedback, made by the functions that real people use: several desks, several states. Safe to repeat."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.feedback.desks import Desk
from hotline.feedback.models import Ticket
from hotline.feedback.services.answer import answer, refer_away
from hotline.feedback.services.handling import accept, acknowledge, forward, note
from hotline.feedback.services.send import Report, send
from portal.accounts.models import User
from portal.places.models import Facility, Ward

ORDER = 70
WARD = "00070"
_SPACE = uuid.UUID("6f3f5a0a-6f57-4b0e-9a3d-3b7b9f0d4c11")


def load(size: float, out: Any) -> None:
    """Eight tickets, once."""
    people = {user.email.split("@")[0]: user for user in User.objects.filter(is_demo=True)}
    ward = Ward.objects.filter(pk=WARD).first()
    if ward is None or not {"counsellor1", "police.officer", "supervisor", "social.officer"} <= people.keys():
        out.write("feedback: no demo staff, nothing made")
        return
    with transaction.atomic():
        made = _make(people, ward) if not Ticket.objects.filter(sent_key=_key(0)).exists() else 0
    out.write(f"feedback: {made} made")


def _key(number: int) -> uuid.UUID:
    return uuid.uuid5(_SPACE, str(number))


def _make(people: dict[str, User], ward: Ward) -> int:
    now = timezone.now()
    desk, police, social = people["counsellor1"], people["police.officer"], people["social.officer"]
    facility = Facility.objects.filter(kind=Facility.Kind.PUBLIC_REHABILITATION).order_by("pk").first()

    def sent(number: int, topic: str, words: str, days: int, **more: Any) -> Ticket:
        by = {name: more.pop(name) for name in ("reporter", "written_by") if name in more}
        return send(Report(topic, words, **more), _key(number), now=now - timedelta(days=days), **by)

    sent(0, "registration", "Tôi đến lúc 9 giờ mà bàn tiếp nhận không có người, phải về không.", 0, ward=ward)
    sent(1, "treatment", "Phòng chờ lấy thuốc đông, xin mở thêm giờ buổi sáng sớm.", 1, facility=facility)
    late = sent(2, "respect", "Người trực nói to tên bệnh của tôi trước mặt người khác.", 30, ward=ward)
    acknowledge(late, desk, now=now - timedelta(days=29))
    note(late, desk, "Đã gọi cho nơi này hai lần, chưa gặp người phụ trách.", now=now - timedelta(days=3))
    moved = sent(3, "other", "Cháu tôi muốn học nghề sau khi về nhà mà chưa biết hỏi ai.", 2, ward=ward)
    forward(
        moved, desk, Desk.COMMITTEE, words="Nhờ bàn cán bộ xã hội trả lời về học nghề.", now=now - timedelta(hours=5)
    )
    taken = sent(4, "hotline", "Tôi nhắn tối thứ bảy, sáng hôm sau mới có trả lời.", 4)
    acknowledge(taken, desk, now=now - timedelta(days=4))
    helped = sent(5, "aftercare", "Giấy tờ vay vốn cần những gì, tôi hỏi hai nơi trả lời khác nhau.", 9, ward=ward)
    answer(helped, social, words="Chào bạn. Cần ba giấy: đơn, giấy xác nhận hoàn thành, căn cước để đối chiếu. "
           "Bạn đến bàn số 2, chúng tôi viết cùng bạn.", now=now - timedelta(days=6))  # fmt: skip
    away = sent(6, "other", "Đèn đường trước cổng trạm bị hỏng nhiều tuần.", 12)
    refer_away(away, desk, words="Việc này thuộc bộ phận hạ tầng của Ủy ban nhân dân phường, bàn một cửa tầng 1.",
               now=now - timedelta(days=11))  # fmt: skip
    sent(
        7,
        "rules",
        "Người đăng ký ở nơi khác đến xin chuyển: hồ sơ giấy gửi trước hay sau?",
        3,
        ward=ward,
        reporter=police,
    )
    if moved.desk == Desk.COMMITTEE:
        accept(moved, social, now=now - timedelta(hours=1))
    return 8
