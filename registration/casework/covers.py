"""Whose work is mine today: what is assigned to me, and what belongs to colleagues whose leave I cover."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.accounts.models import User

from .desks import COMMITTEE, Desks
from .models import Cover

COLUMN = {"police": "assigned_to", "committee": "assigned_social"}
"""The column of a registration that says whose work it is, by desk."""


@dataclass(frozen=True)
class Mine:
    """`people` are me and the colleagues I cover today; conditions on registrations, by the desk I sit at."""

    people: tuple[int, ...]
    columns: tuple[str, ...]
    wards: dict[str, frozenset[str]]

    @property
    def assigned(self) -> Q:
        """Assigned to me or to somebody I cover."""
        found = Q(pk__in=[])
        for column in self.columns:
            found |= Q(**{f"{column}__in": self.people, "ward__in": self.wards[column]})
        return found

    @property
    def unassigned(self) -> Q:
        """Nobody's yet at my desk."""
        found = Q(pk__in=[])
        for column in self.columns:
            found |= Q(**{column: None, "ward__in": self.wards[column]})
        return found


def mine(user: User, desks: Desks, day: date | None = None) -> Mine:
    """What counts as the work of `user` today; one query."""
    covered = running(day).filter(cover=user, ward__in=desks.roles).values_list("absent", flat=True)
    wards = {"assigned_to": desks.police_wards, "assigned_social": desks.committee_wards - desks.police_wards}
    return Mine((user.pk, *covered), tuple(column for column, codes in wards.items() if codes), wards)


def running(day: date | None = None) -> QuerySet[Cover]:
    """The covers of a day (today in Vietnam)."""
    day = day or timezone.localdate()
    return Cover.objects.filter(starts_on__lte=day, ends_on__gte=day, ended_at=None)


def column_of(desk: str) -> str:
    """The column for a desk of `desks.Desks.kind`."""
    return COLUMN[COMMITTEE if desk == COMMITTEE else "police"]
