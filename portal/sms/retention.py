"""How long SMS are kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from portal.privacy.retention import Rule
from portal.sms.models import EarlyReport, InboundMessage, InboundPart, OutboundMessage


def _older(rows: Callable[[datetime], "QuerySet[Any]"], days: int) -> Callable[[datetime, bool], int]:
    def apply(now: datetime, dry_run: bool) -> int:
        found = rows(now - timedelta(days=days))
        return found.count() if dry_run else found.delete()[0]

    return apply


RULES = [
    Rule(
        name="sms.one_time_codes",
        description_vi="Tin nhắn chứa mã xác nhận dùng một lần",
        days=1,
        legal_note="Law 91/2025/QH15: no longer than the purpose; a code is valid for 15 minutes",
        apply=_older(
            lambda limit: OutboundMessage.objects.filter(template="one_time_code", created_at__lt=limit), days=1
        ),
    ),
    Rule(
        name="sms.outbound",
        description_vi="Tin nhắn đã gửi đến điện thoại của bạn",
        days=180,
        legal_note="Law 91/2025/QH15: no longer than the purpose; operator's setting",
        apply=_older(lambda limit: OutboundMessage.objects.filter(created_at__lt=limit), days=180),
    ),
    Rule(
        name="sms.inbound",
        description_vi="Tin nhắn bạn gửi đến đường dây",
        days=180,
        legal_note="Law 91/2025/QH15: no longer than the purpose; operator's setting",
        apply=_older(lambda limit: InboundMessage.objects.filter(received_at__lt=limit), days=180),
    ),
    Rule(
        name="sms.parts",
        description_vi="Các phần của tin nhắn dài, sau khi đã ghép xong",
        days=7,
        legal_note="holds no words once joined; kept only so that a repeated part is recognised",
        apply=_older(lambda limit: InboundPart.objects.filter(received_at__lt=limit), days=7),
    ),
    Rule(
        name="sms.early_reports",
        description_vi="Báo cáo gửi tin không khớp với tin nào",
        days=7,
        legal_note="holds no personal data; kept only until it can be joined",
        apply=_older(lambda limit: EarlyReport.objects.filter(received_at__lt=limit), days=7),
    ),
]
