"""How long the interfaces keep answers for repeated keys and the log of messages: far longer than any program tries."""

from datetime import datetime, timedelta

from portal.privacy.retention import Rule

from .models import KeptAnswer, WebhookDelivery

KEPT = timedelta(days=30)
KEPT_DEAD = timedelta(days=90)


def _answers(now: datetime, dry_run: bool) -> int:
    old = KeptAnswer.objects.filter(at__lt=now - KEPT)
    return old.count() if dry_run else old.delete()[0]


def _messages(now: datetime, dry_run: bool) -> int:
    old = WebhookDelivery.objects.filter(state=WebhookDelivery.State.DELIVERED, created_at__lt=now - KEPT)
    return old.count() if dry_run else old.delete()[0]


def _dead_letters(now: datetime, dry_run: bool) -> int:
    old = WebhookDelivery.objects.dead().filter(created_at__lt=now - KEPT_DEAD)
    return old.count() if dry_run else old.delete()[0]


RULES = [
    Rule(
        "api_answers",
        "Dấu vết của lần gửi từ hệ thống khác (để một hồ sơ không bị ghi hai lần)",
        KEPT.days,
        "Không còn mục đích",
        _answers,
    ),
    Rule(
        "api_messages",
        "Nhật ký tin đã báo cho hệ thống khác (không chứa dữ liệu cá nhân)",
        KEPT.days,
        "Không còn mục đích",
        _messages,
    ),
    Rule(
        "api_dead_letters",
        "Tin không báo được cho hệ thống khác (không chứa dữ liệu cá nhân)",
        KEPT_DEAD.days,
        "Không còn mục đích",
        _dead_letters,
    ),
]
