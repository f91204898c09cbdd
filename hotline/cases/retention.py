"""How long private pages are kept."""

from datetime import datetime
from uuid import UUID

from hotline.cases.models import Case
from hotline.cases.promise import promise
from hotline.cases.services.end import erase
from portal.privacy.retention import Rule


def _erase_old(now: datetime, dry_run: bool) -> int:
    keys = list(Case.objects.to_erase(now).values_list("pk", flat=True))
    return len(keys) if dry_run else sum(erase(key) for key in keys)


ERASE_AGAIN = {"cases.case": lambda key: erase(UUID(key))}

RULES = [
    Rule(
        "hotline.cases",
        "Trang riêng của người đang được hỗ trợ, sau lời hoặc việc cuối cùng (đã đóng thì sau 30 ngày)",
        promise().keep_quiet_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        _erase_old,
    ),
]
