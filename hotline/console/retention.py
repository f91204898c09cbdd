"""How long what a counsellor's desk keeps for itself is kept; what belongs to a conversation is forgotten with it."""

from datetime import datetime, timedelta

from hotline.console.models import Draft
from hotline.console.services.handing_over import forget_old
from portal.privacy.retention import Rule

DRAFT_DAYS = 7


def _drafts(now: datetime, dry_run: bool) -> int:
    old = Draft.objects.filter(at__lt=now - timedelta(days=DRAFT_DAYS))
    return old.count() if dry_run else old.delete()[0]


RULES = [
    Rule(
        "hotline.drafts",
        "Lời tư vấn viên đang viết dở, chưa gửi",
        DRAFT_DAYS,
        "Tính từ lần gõ cuối; xóa ngay khi cuộc trò chuyện được xóa",
        _drafts,
    ),
    Rule(
        "hotline.handover_links",
        "Đường dẫn vào mẫu đăng ký mà người viết đã nhờ chuẩn bị",
        0,
        "Hết hiệu lực sau 2 giờ; không gắn với cuộc trò chuyện nào",
        lambda now, dry_run: forget_old(now, dry_run=dry_run),
    ),
]
