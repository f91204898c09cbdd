"""Shifts: who is on when. A week is planned on one page, and copied from the week before."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline.conversations.errors import NotFound
from hotline.supervision.models import Shift
from portal.accounts.models import HOTLINE, Posting, Role, User
from portal.audit.log import record

LONGEST = timedelta(hours=13)


def staff() -> QuerySet[User]:
    """Counsellors and supervisors of today, by name."""
    posted = Posting.objects.valid_on(timezone.localdate()).with_role(*HOTLINE).values("user")
    return User.objects.filter(pk__in=posted, is_active=True).order_by("full_name")


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def at(day: date, moment: time) -> datetime:
    """`moment` of `day` in Vietnam."""
    return timezone.make_aware(datetime.combine(day, moment))


def week(monday: date) -> list[tuple[date, list[Shift]]]:
    """The seven days with the shifts that begin on each (one query)."""
    first, last = at(monday, time()), at(monday + timedelta(days=7), time())
    found = Shift.objects.filter(starts_at__gte=first, starts_at__lt=last).select_related("user")
    days: dict[date, list[Shift]] = {monday + timedelta(days=number): [] for number in range(7)}
    for one in found:
        days[timezone.localdate(one.starts_at)].append(one)
    return list(days.items())


def plan(actor: Any, user: User, starts_at: datetime, ends_at: datetime) -> Shift | None:
    """A shift more; None where the same one begins then already. The form has checked the times."""
    _may(actor)
    with transaction.atomic():
        made, created = Shift.objects.get_or_create(
            user=user, starts_at=starts_at, defaults={"ends_at": ends_at, "made_by": actor}
        )
        if created:
            record(actor, "shift.plan", "shift", str(made.pk), detail={"user": user.pk})
    return made if created else None


def take_out(actor: Any, shift_id: int) -> bool:
    """Take a shift out of the plan; False where it is not in it."""
    _may(actor)
    with transaction.atomic():
        gone = Shift.objects.filter(pk=shift_id).delete()[0]
        if gone:
            record(actor, "shift.take_out", "shift", str(shift_id))
    return bool(gone)


def copy_week(actor: Any, monday: date) -> int:
    """Plan the week of `monday` like the one before; what is there already stays. How many shifts were added."""
    _may(actor)
    active = set(staff().values_list("pk", flat=True))
    later = timedelta(days=7)
    with transaction.atomic():
        before = [one for _day, shifts in week(monday - later) for one in shifts if one.user_id in active]
        copies = [
            Shift(user=one.user, starts_at=one.starts_at + later, ends_at=one.ends_at + later, made_by=actor)
            for one in before
        ]
        there = Shift.objects.filter(starts_at__in=[one.starts_at for one in copies]).values_list("user", "starts_at")
        new = [one for one in copies if (one.user_id, one.starts_at) not in set(there)]
        Shift.objects.bulk_create(new, ignore_conflicts=True)
        record(actor, "shift.copy_week", "shift", monday.isoformat(), detail={"number": len(new)})
    return len(new)


def _may(actor: Any) -> None:
    if not actor.has_role(Role.SUPERVISOR):
        raise NotFound
