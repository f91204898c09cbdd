"""What this room forgets: the traces of sessions that have ended."""

from datetime import datetime

from django.contrib.sessions.models import Session

from portal.privacy.retention import Rule


def forget_ended_sessions(now: datetime, dry_run: bool) -> int:
    """Delete the rows of sessions that ran out before `now`; how many there are or were."""
    ended = Session.objects.filter(expire_date__lt=now)
    return ended.count() if dry_run else ended.delete()[0]


RULES = [
    Rule(
        name="accounts.sessions",
        description_vi="Phiên đăng nhập của cán bộ: xóa khi đã hết hạn, trong vòng một ngày.",
        days=1,
        legal_note="Law 91/2025/QH15: no longer than the purpose needs",
        apply=forget_ended_sessions,
    )
]
