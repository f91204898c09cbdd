"""The desk notes what became of a visit: the person came, or did not."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, User
from portal.calendar.deadlines import VIETNAM
from registration.casework.errors import WrongRole

from ..errors import NotNow
from ..models import Appointment
from ..states import NOTED, State
from .change import change


def mark(appointment: Appointment, actor: User, to: State, *, now: datetime | None = None) -> Appointment:
    """Noted. Somebody comes early: `kept` is open from the visit's day on; `missed` once its time is over.

    Raises WrongRole, NotNow.
    """
    now = now or timezone.now()
    if to not in NOTED:
        raise NotNow(_("This cannot be noted."))
    with transaction.atomic():
        locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
        if not actor.wards_today(*POLICE_DESK).filter(pk=locked.ward_id).exists():
            raise WrongRole(_("Your role at this ward does not allow this step."))
        if to == State.MISSED and now < locked.ends_at:
            raise NotNow(_("The time of this visit is not over yet."))
        if now.astimezone(VIETNAM).date() < locked.starts_at.astimezone(VIETNAM).date():
            raise NotNow(_("The day of this visit has not come yet."))
        return change(locked, to, now, actor, noted_by=actor)
