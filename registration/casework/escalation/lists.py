"""The open warnings as those whom they address see them: a desk its files, a coordinator counts by ward and step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from portal.accounts.models import Role, User

from ..models import DueWarning
from . import beside

PAGE = 50
Level = DueWarning.Level
# Which warnings a role of a desk reads; an officer's list holds what the chief's does and more.
ADDRESSED = {
    Role.POLICE_OFFICER: ("police", Level.OFFICER),
    Role.POLICE_CHIEF: ("police", Level.CHIEF),
    Role.SOCIAL_OFFICER: ("committee", Level.OFFICER),
    Role.COMMITTEE_CHAIR: ("committee", Level.CHIEF),
}
READERS = (*ADDRESSED, Role.COORDINATOR)


@dataclass(frozen=True)
class Late:
    """What a coordinator sees: how many steps of one kind are over at a ward, and for how long the oldest is."""

    ward_id: str
    kind: str
    count: int
    oldest: datetime | None

    def over(self, now: datetime) -> timedelta:
        return max(timedelta(), now - self.oldest) if self.oldest else timedelta()


def for_desks(user: User) -> QuerySet[DueWarning]:
    """The open warnings that address `user` at today's desks, each file's step once."""
    held: dict[str, list[str]] = {}
    for ward, role in user.postings_today().filter(role__in=list(ADDRESSED)).values_list("ward_id", "role"):
        held.setdefault(role, []).append(ward or "")
    mine = Q(pk=None)
    for role, wards in held.items():
        desk, level = ADDRESSED[Role(role)]
        mine |= Q(desk=desk, level=level, ward__in=wards)
    return DueWarning.objects.filter(mine, withdrawn_at=None)


def for_coordinator(user: User) -> list[Late]:
    """What is over in the provinces that `user` coordinates today: ward, step, count and the oldest's end; no file."""
    provinces = user.postings_today().with_role(Role.COORDINATOR).values("province")
    rows = (
        DueWarning.objects.filter(withdrawn_at=None, level=Level.COORDINATOR, ward__province__in=provinces)
        .order_by()
        .values("ward_id", "kind")
        .annotate(number=Count("pk"), oldest=Min("due_at"))
        .order_by("oldest")
    )
    return [Late(row["ward_id"], row["kind"], row["number"], row["oldest"]) for row in rows]


def count_for(user: User) -> int:
    """The number beside the entry on the staff home."""
    own = for_desks(user).count() + sum(late.count for late in for_coordinator(user))
    return own + sum(line.number for line in beside.lines(user, timezone.now()))


def in_short(warnings: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(ward, kind) -> how many."""
    counts: dict[tuple[str, str], int] = {}
    for key in warnings:
        counts[key] = counts.get(key, 0) + 1
    return counts


def is_over(warning: DueWarning, now: datetime | None = None) -> bool:
    return warning.due_at is not None and warning.due_at <= (now or timezone.now())
