"""How long requests are kept: their words go with the registration, or two years after the answer."""

from datetime import datetime, timedelta

from portal.privacy.retention import Rule
from registration.casework.models import Registration

from .models import DataRequest

DAYS = 730


def forget(registration: Registration) -> None:
    """The registration is erased: the words of its requests go, the bare rows stay for the numbers."""
    DataRequest.objects.filter(registration=registration).update(text="", first_answer="", answer="")


def _answered(now: datetime, dry_run: bool) -> int:
    due = DataRequest.objects.filter(answered_at__lt=now - timedelta(days=DAYS))
    return due.count() if dry_run else due.delete()[0]


RULES = [
    Rule(
        "data_requests",
        "Yêu cầu về dữ liệu cá nhân và câu trả lời",
        DAYS,
        "Quyết định của cổng thông tin, để trả lời khiếu nại.",
        _answered,
    ),
]
