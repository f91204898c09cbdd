"""How long casework keeps personal data, in the one register that the command `retention` applies every day."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.privacy.retention import Rule

from .actions.expire import expire
from .erasure import erase
from .errors import WrongState
from .models import Document, Registration
from .states import Status

BATCH = 200
DRAFT_PAPERS = timedelta(days=31)


def _prepared(now: datetime, dry_run: bool) -> int:
    due = Registration.objects.filter(status=Status.PREPARED, created_at__lt=now - timedelta(days=30))
    if dry_run:
        return due.count()
    done = 0
    for registration in due.iterator(chunk_size=BATCH):
        try:
            expire(registration, now=now)
            done += 1
        except WrongState:  # received in this very moment
            continue
    return done


def _finished(statuses: set[str], days: int, now: datetime, dry_run: bool) -> int:
    due = Registration.objects.filter(status__in=statuses, erased_at=None, finished_at__lt=now - timedelta(days=days))
    if dry_run:
        return due.count()
    done = 0
    for registration in due.iterator(chunk_size=BATCH):
        with transaction.atomic():
            locked = Registration.objects.select_for_update().get(pk=registration.pk)
            if locked.erased_at is None:
                erase(locked, now)
                done += 1
    return done


def _not_pursued(now: datetime, dry_run: bool) -> int:
    return _finished({Status.WITHDRAWN, Status.NOT_ELIGIBLE}, 730, now, dry_run)


def _closed(now: datetime, dry_run: bool) -> int:
    return _finished({Status.CLOSED, Status.NOT_STARTED, Status.STOPPED}, 1825, now, dry_run)


def _orphans(now: datetime, dry_run: bool) -> int:
    """Files whose draft is gone: nobody can reach them any more."""
    due = Document.objects.filter(Q(registration=None), added_at__lt=now - DRAFT_PAPERS)
    return due.count() if dry_run else due.delete()[0]


def _erase_again(key: str) -> None:
    """A registration that a restored backup brought back after it was erased; an open dossier is closed as well."""
    now = timezone.now()
    registration = Registration.objects.get(pk=key)
    if registration.status == Status.PREPARED:
        expire(registration, now=now)
    else:
        erase(registration, now)


ERASE_AGAIN = {"casework.registration": _erase_again}

RULES = [
    Rule(
        "prepared_registrations",
        "Hồ sơ đã chuẩn bị nhưng chưa mang đến bàn tiếp nhận",
        30,
        "Quyết định của cổng thông tin; không cơ quan nào đã nhận hồ sơ.",
        _prepared,
    ),
    Rule(
        "registrations_not_pursued",
        "Hồ sơ đã rút hoặc không giải quyết được tại nơi tiếp nhận",
        730,
        "Quyết định của cổng thông tin, để trả lời khiếu nại và đăng ký lại.",
        _not_pursued,
    ),
    Rule(
        "registrations_closed",
        "Hồ sơ đã kết thúc: sau thời hạn chỉ còn số liệu không nhận ra người",
        1825,
        "Quyết định của cổng thông tin; hồ sơ giấy do cơ quan có thẩm quyền lưu theo quy định.",
        _closed,
    ),
    Rule(
        "papers_of_lost_drafts",
        "Tệp gửi kèm bản nháp không còn nữa",
        31,
        "Quyết định của cổng thông tin.",
        _orphans,
    ),
]
