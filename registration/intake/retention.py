"""How long intake keeps what it holds: drafts 7 days from the last activity, one-time codes 15 minutes."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.privacy.retention import Rule
from registration.casework.models import Document
from registration.intake import otp
from registration.intake.drafts import KEPT
from registration.intake.models import Draft, OneTimeCode


def _drafts(now: datetime, dry_run: bool) -> int:
    old = Draft.objects.filter(active_at__lte=now - KEPT)
    if dry_run:
        return old.count()
    with transaction.atomic():
        ids = list(old.select_for_update().values_list("pk", flat=True))
        Document.objects.filter(draft_ref__in=ids, registration=None).delete()
        return Draft.objects.filter(pk__in=ids).delete()[1].get("intake.Draft", 0)


def _stray_files(now: datetime, dry_run: bool) -> int:
    stray = Document.objects.filter(registration=None, added_at__lte=now - KEPT - timedelta(days=1)).exclude(
        draft_ref__in=Draft.objects.values("pk")
    )
    return stray.count() if dry_run else stray.delete()[0]


def _codes(now: datetime, dry_run: bool) -> int:
    old = OneTimeCode.objects.filter(created_at__lte=now - otp.VALID)
    return old.count() if dry_run else old.delete()[0]


RULES = [
    Rule("drafts", "Bản khai đang viết dở trên cổng", KEPT.days, "Tính từ lần lưu cuối cùng", _drafts),
    Rule("draft_files", "Tệp tải lên mà bản khai đã bị xóa", KEPT.days + 1, "Không còn mục đích", _stray_files),
    Rule("one_time_codes", "Mã xác nhận gửi qua tin nhắn", 0, "Hết hiệu lực sau 15 phút", _codes),
]
