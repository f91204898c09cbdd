"""What waits for somebody in the demo wards, made by the desks' own actions: drafts, a clock at rest, a notice.

Signed papers of the demo are sealed here too, so that their reprints carry the mark. Safe to repeat.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.places.models import Ward

from .. import clock, suspending
from ..actions.draft_decision import draft_decision
from ..actions.notify_end import notify_end
from ..actions.suspend import suspend
from ..errors import MoveRefused
from ..models import Decision, DecisionDraft, Registration, Suspension
from ..official_forms.sealing import seal
from ..states import Status

DRAFTS = 2
REASONS = "Đã đối chiếu giấy tờ và kết quả xác định; người đăng ký muốn ở nhà, có gia đình hỗ trợ."


def set_up(ward: Ward, officer: User, chief: User, now: datetime) -> int:
    """Make what is missing at one ward; how many moves were made."""
    for paper in Decision.objects.filter(ward=ward, print_hash="").select_related("registration__ward"):
        seal(paper)
    if DecisionDraft.objects.filter(registration__ward=ward).exists() or Suspension.objects.filter(
        registration__ward=ward
    ):
        return 0
    tomorrow = clock.today(now) + timedelta(days=1)
    return (
        _make(
            DRAFTS,
            _of(ward, Status.RECEIVED).filter(due_at__gt=now).iterator(),
            lambda one: draft_decision(
                one, officer, place="home_community", starts_on=tomorrow, reasons=REASONS, now=now
            ),
        )
        + _make(
            1,
            (one for one in _of(ward, Status.DECIDED).filter(due_at__gt=now) if suspending.grounds(one)),
            lambda one: suspend(one, chief, reason=next(iter(suspending.grounds(one))), now=now),
        )
        + _make(
            1,
            _of(ward, Status.IN_TREATMENT)
            .order_by("-ends_on")
            .filter(ends_on__lt=tomorrow + timedelta(days=31))
            .iterator(),
            lambda one: notify_end(one, officer, notified_on=clock.today(now), now=now),
        )
    )


def _of(ward: Ward, status: Status) -> QuerySet[Registration]:
    """Cases of the demo in one state, the latest first: the first ones stay as they are for whoever tries the moves."""
    return Registration.objects.filter(ward=ward, status=status, finish_key__startswith="demo:").order_by("-finish_key")


def _make(number: int, candidates: Iterator[Registration], move: Callable[[Registration], object]) -> int:
    """Make `move` on the first `number` that take it."""
    made = 0
    for one in candidates:
        if made == number:
            break
        try:
            move(one)
            made += 1
        except MoveRefused:
            continue
    return made
