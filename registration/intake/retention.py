"""How long intake keeps what it holds: drafts 7 days from the last activity (30 on request), codes 15 minutes."""

from datetime import datetime, timedelta

from portal.privacy.retention import Rule
from registration.casework.models import Document
from registration.intake import drafts, otp
from registration.intake.models import CodesOfDay, Draft, OneTimeCode, UsedHandover

LONGEST = int(Draft.Kept.MONTH)
COUNTS_KEPT = 90


def _drafts(now: datetime, dry_run: bool) -> int:
    lapsed = Draft.objects.lapsed(now)
    return lapsed.count() if dry_run else drafts.erase_all(lapsed)


def _stray_files(now: datetime, dry_run: bool) -> int:
    stray = Document.objects.filter(registration=None, added_at__lte=now - timedelta(days=LONGEST + 1)).exclude(
        draft_ref__in=Draft.objects.values("pk")
    )
    return stray.count() if dry_run else stray.delete()[0]


def _codes(now: datetime, dry_run: bool) -> int:
    old = OneTimeCode.objects.filter(created_at__lte=now - otp.VALID)
    return old.count() if dry_run else old.delete()[0]


def _counts(now: datetime, dry_run: bool) -> int:
    """A day's count names nobody; it is dropped when nobody asks for it any more."""
    days = CodesOfDay.objects.filter(day__lt=(now - timedelta(days=COUNTS_KEPT)).date())
    return days.count() if dry_run else days.delete()[0]


def _handovers(now: datetime, dry_run: bool) -> int:
    used = UsedHandover.objects.filter(used_at__lte=now - timedelta(days=1))
    return used.count() if dry_run else used.delete()[0]


RULES = [
    Rule(
        "drafts",
        "Bản khai đang viết dở trên cổng",
        Draft.Kept.WEEK,
        "Tính từ lần lưu cuối cùng; 30 ngày nếu người viết chọn giữ lâu hơn",
        _drafts,
    ),
    Rule("draft_files", "Tệp tải lên mà bản khai đã bị xóa", LONGEST + 1, "Không còn mục đích", _stray_files),
    Rule("one_time_codes", "Mã xác nhận gửi qua tin nhắn", 0, "Hết hiệu lực sau 15 phút", _codes),
    Rule("codes_of_day", "Số mã xác nhận đã gửi mỗi ngày (chỉ là con số)", COUNTS_KEPT, "Chống lạm dụng", _counts),
    Rule(
        "handover_links", "Dấu vết đường dẫn của tư vấn viên đã dùng", 1, "Mỗi đường dẫn chỉ dùng một lần", _handovers
    ),
]
