"""How long referrals are kept: words as long as the conversation or the case, bare rows for figures."""

from datetime import datetime, timedelta

from hotline.referrals.models import Referral
from hotline.referrals.promise import promise
from hotline.referrals.states import OPEN
from portal.privacy.retention import Rule


def _old(now: datetime, dry_run: bool) -> int:
    before = now - timedelta(days=promise().keep_days)
    old = Referral.objects.exclude(state__in=OPEN).filter(changed_at__lt=before)
    if dry_run:
        return old.count()
    number = old.count()
    old.delete()
    return number


RULES = [
    Rule(
        "hotline.referrals",
        "Việc kết nối với nơi hỗ trợ (nơi nào, khi nào, kết quả); lời đã chuyển bị xóa cùng cuộc trò chuyện",
        promise().keep_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        _old,
    ),
]
