"""Which registrations a person may see: the permission is a filter in the query, never a check afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, User

from .states import COMMITTEE_DESK_SEES, FINAL, POLICE_DESK_SEES, Status

if TYPE_CHECKING:
    from .models import Registration  # noqa: F401  # named in the base class below


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions of the desks; they chain."""

    def visible_to(self, user: User) -> Self:
        """What `user` may open today.

        Police desk: received and later at the wards of today's postings, and prepared dossiers that this officer
        opened with the person's code. What was withdrawn before receipt never shows. Committee desk: from the decision
        on. Everyone else: nothing.
        """
        police_wards = user.wards_today(*POLICE_DESK)
        committee_wards = user.wards_today(*COMMITTEE_DESK)
        opened = self.model._default_manager.filter(openings__user=user).values("pk")
        return self.filter(
            Q(ward__in=police_wards, status__in=POLICE_DESK_SEES, received_at__isnull=False)
            | Q(ward__in=police_wards, status=Status.PREPARED, pk__in=opened)
            | Q(ward__in=committee_wards, status__in=COMMITTEE_DESK_SEES)
        )

    def in_states(self, states: Iterable[str]) -> Self:
        return self.filter(status__in=list(states))

    def overdue(self, now: datetime) -> Self:
        """Running clocks that have passed their end."""
        return self.filter(due_at__lt=now).exclude(status__in=FINAL)

    def most_urgent_first(self) -> Self:
        return self.order_by(models.F("due_at").asc(nulls_last=True), "-changed_at")
