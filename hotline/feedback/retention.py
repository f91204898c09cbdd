"""How long feedback is kept: two years after its last step; photos of forms that were never sent two hours."""

from datetime import datetime, timedelta

from hotline.feedback import photos
from hotline.feedback.models import Ticket
from hotline.feedback.services import person
from hotline.feedback.settings_file import clock
from portal.privacy.retention import Rule


def _tickets(now: datetime, dry_run: bool) -> int:
    old = Ticket.objects.filter(changed_at__lt=now - timedelta(days=clock().kept_days))
    if dry_run:
        return old.count()
    return old.delete()[1].get("feedback.Ticket", 0)


RULES = [
    Rule(
        "feedback",
        "Phản ánh, kiến nghị: lời viết, ảnh, tên và số điện thoại (nếu có), câu trả lời",
        clock().kept_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt. Có mã là xóa được ngay.",
        _tickets,
    ),
    Rule(
        "feedback.unsent",
        "Ảnh của phản ánh viết dở, chưa gửi",
        1,
        "Luật 91/2025/QH15; cổng xóa sau hai giờ.",
        photos.forget_unsent,
    ),
]


def _erase_again(key: str) -> None:
    """The person had erased it, and an older backup brought it back."""
    person.erase(Ticket.objects.get(pk=key))


ERASE_AGAIN = {"feedback.ticket": _erase_again}
