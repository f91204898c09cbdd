"""How long the interfaces keep answers for repeated keys: a month, far longer than any program tries again."""

from datetime import datetime, timedelta

from portal.privacy.retention import Rule

from .models import KeptAnswer

KEPT = timedelta(days=30)


def _answers(now: datetime, dry_run: bool) -> int:
    old = KeptAnswer.objects.filter(at__lt=now - KEPT)
    return old.count() if dry_run else old.delete()[0]


RULES = [
    Rule(
        "api_answers",
        "Dấu vết của lần gửi từ hệ thống khác (để một hồ sơ không bị ghi hai lần)",
        KEPT.days,
        "Không còn mục đích",
        _answers,
    )
]
