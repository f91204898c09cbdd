"""Which registrations a person may see: the permission is a filter in the query, never a check afterwards.

The postings of today are asked first and stand in the query as plain ward codes, so that the database goes straight
to those wards' files, however many millions lie elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User

from .desks import Desks, desks_of
from .states import COMMITTEE_DESK_SEES, FINAL, POLICE_DESK_SEES, Status

if TYPE_CHECKING:
    from .models import Registration  # noqa: F401  # named in the base class below


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions of the desks; they chain."""

    def visible_to(self, user: User, desks: Desks | None = None) -> Self:
        """What `user` may open today; `desks` are their desks, asked for where the caller does not know them.

        Police desk: received and later at the wards of today's postings, and prepared dossiers that this officer
        opened with the person's code. What was withdrawn before receipt never shows. Committee desk: from the decision
        on. Provincial coordinator: single files of the province, while a break-glass runs. Everyone else: nothing.
        """
        desks = desks_of(user) if desks is None else desks
        seen = self.received_at_desks(desks)
        if desks.police_wards:
            opened = self.model._default_manager.filter(openings__user=user).values("pk")
            seen |= Q(ward__in=desks.police_wards, status=Status.PREPARED, pk__in=opened)
        if desks.provinces:
            broken = self.model._default_manager.filter(
                break_glass__user=user, break_glass__until__gt=timezone.now()
            ).values("pk")
            seen |= Q(
                pk__in=list(broken.values_list("pk", flat=True)),
                ward__province__in=desks.provinces,
                status__in=POLICE_DESK_SEES,
                received_at__isnull=False,
            )
        return self.filter(seen)

    @staticmethod
    def received_at_desks(desks: Desks) -> Q:
        """What these desks see without a code: answered from the inbox's index alone."""
        seen = Q(pk__in=[])
        if desks.police_wards:
            seen |= Q(ward__in=desks.police_wards, status__in=POLICE_DESK_SEES, received_at__isnull=False)
        if committee := desks.committee_wards - desks.police_wards:
            seen |= Q(ward__in=committee, status__in=COMMITTEE_DESK_SEES)
        return seen

    def in_states(self, states: Iterable[str]) -> Self:
        return self.filter(status__in=list(states))

    def overdue(self, now: datetime) -> Self:
        """Running clocks that have passed their end."""
        return self.filter(due_at__lt=now).exclude(status__in=FINAL)

    def most_urgent_first(self) -> Self:
        return self.order_by(models.F("due_at").asc(nulls_last=True), "-changed_at", "pk")
