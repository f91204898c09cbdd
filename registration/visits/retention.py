"""How long visits are kept: with the registration they go at once, otherwise a year."""

from datetime import datetime, timedelta

from portal.privacy.retention import Rule

from .models import Appointment
from .states import State

DAYS = 365


def _visits(now: datetime, dry_run: bool) -> int:
    due = Appointment.objects.filter(ends_at__lt=now - timedelta(days=DAYS)).exclude(state=State.BOOKED)
    return due.count() if dry_run else due.delete()[0]


RULES = [
    Rule(
        "visits",
        "Lịch hẹn đến bàn tiếp nhận (ngày giờ, có đến hay không)",
        DAYS,
        "Quyết định của cổng thông tin; hồ sơ bị xóa thì lịch hẹn bị xóa cùng lúc.",
        _visits,
    ),
]
