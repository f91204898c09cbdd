"""How the desks of a province stand now: open clocks, late ones, decisions in time. Numbers of wards, nothing else.

Three queries for a page, whatever the number of wards and registrations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from portal.accounts.models import POLICE_DESK, Posting
from portal.places.models import Ward
from registration.casework.models import Registration
from registration.casework.states import OPEN

from . import facts
from .figures import value_of
from .indicators import indicators
from .periods import Period

# Clocks of months and years; a desk is late with them only when they are over.
LONG = ("term", "aftercare")
SHORTLY = timedelta(hours=12)
LOOK_BACK = timedelta(days=29)
IN_TIME = "decided_in_time"


@dataclass(frozen=True)
class Desk:
    """One ward. `running` are short clocks that are not over; `late` all that are over."""

    ward: Ward
    has_desk: bool
    accepts: bool
    running: int
    due_soon: int
    late: int
    oldest_due: datetime | None
    decided: int
    in_time: int | None
    """Percent of the last thirty days' decisions within the legal time."""


def desks(provinces: Iterable[str], now: datetime | None = None) -> list[Desk]:
    """The wards of these provinces: the latest first, then those with the nearest end of a clock."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    posted = Posting.objects.valid_on(today).with_role(*POLICE_DESK).filter(user__is_active=True)
    wards = list(
        Ward.objects.valid_on(today)
        .filter(province__in=list(provinces))
        .annotate(police=Count("pk", filter=Q(pk__in=posted.values("ward"))))
    )
    codes = [ward.code for ward in wards]
    clocks: dict[str, Any] = {
        row["ward_id"]: row
        for row in Registration.objects.filter(ward__in=codes, status__in=OPEN, due_at__isnull=False)
        .order_by()
        .values("ward_id")
        .annotate(
            late=Count("pk", filter=Q(due_at__lt=now)),
            running=Count("pk", filter=Q(due_at__gte=now) & ~Q(clock__in=LONG)),
            soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=now + SHORTLY) & ~Q(clock__in=LONG)),
            oldest=Min("due_at", filter=Q(due_at__lt=now) | ~Q(clock__in=LONG)),
        )
    }
    indicator = indicators()[IN_TIME]
    recent = Period("", today.year, today - LOOK_BACK, today)
    decided = facts.count(codes, recent, now, only=indicator.parts).by("ward")

    def desk(ward: Ward) -> Desk:
        row: dict[str, Any] = clocks.get(ward.code, {})
        cube = decided.get(ward.code)
        numbers = {code: cube.total(code) for code in indicator.parts} if cube else {}
        share = value_of(indicator, numbers) if numbers else None
        return Desk(
            ward,
            bool(ward.police),  # type: ignore[attr-defined]  # annotated above
            ward.accepts_filings(now),
            row.get("running", 0),
            row.get("soon", 0),
            row.get("late", 0),
            row.get("oldest"),
            round(numbers.get(indicator.parts[1], 0)),
            None if share is None else int(share),
        )

    found = [desk(ward) for ward in wards]
    return sorted(
        found, key=lambda one: (-one.late, one.oldest_due or datetime.max.replace(tzinfo=now.tzinfo), one.ward.folded)
    )
