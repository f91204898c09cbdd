"""The chief sets how the desk takes visitors, closes a day and opens it again."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from portal.audit import log
from portal.calendar.deadlines import VIETNAM
from portal.places.models import Ward
from registration.casework.errors import BadInput, WrongRole

from .. import notices
from ..models import Appointment, AppointmentQuerySet, ClosedDay, DeskTimes
from ..states import State
from .change import change


def set_times(ward: Ward, actor: User, **values: int | bool) -> DeskTimes:
    """Length, capacity, days ahead, and whether visits can be booked at all; visits already booked stay as they are."""
    _guard(ward, actor)
    with transaction.atomic():
        times, _new = DeskTimes.objects.update_or_create(ward=ward, defaults=values)
        log.record(actor, "visits.times", "ward", ward.pk, detail={key: int(value) for key, value in values.items()})
    return times


def booked_on(ward: Ward, day: date) -> int:
    """How many visits a closing of that day would cancel."""
    return _of_day(ward, day).count()


def close_day(ward: Ward, day: date, actor: User, *, cancel_visits: bool = False, now: datetime | None = None) -> int:
    """No visits on that day; how many were cancelled. Their people are told by neutral SMS and choose anew.

    Raises BadInput where visits are booked and `cancel_visits` does not say that they may go, or for a day gone by.
    """
    _guard(ward, actor)
    now = now or timezone.now()
    if day < now.astimezone(VIETNAM).date():
        raise BadInput("day", _("This day is over."))
    with transaction.atomic():
        ClosedDay.objects.get_or_create(ward=ward, day=day)
        visits = list(_of_day(ward, day).select_for_update(of=("self",)).select_related("registration"))
        if visits and not cancel_visits:
            raise BadInput("cancel_visits", _("Visits are booked on this day. Tick that they are cancelled."))
        for visit in visits:
            change(visit, State.CANCELLED, now, actor, cancelled_by_desk=True)
            notices.changed(visit)
        log.record(actor, "visits.closed", "ward", ward.pk, detail={"day": day.isoformat(), "cancelled": len(visits)})
    return len(visits)


def open_day(ward: Ward, day: date, actor: User) -> None:
    """Visits can be booked on that day again; nothing happens where it is open."""
    _guard(ward, actor)
    with transaction.atomic():
        if ClosedDay.objects.filter(ward=ward, day=day).delete()[0]:
            log.record(actor, "visits.opened", "ward", ward.pk, detail={"day": day.isoformat()})


def _guard(ward: Ward, actor: User) -> None:
    if not actor.wards_today(Role.POLICE_CHIEF).filter(pk=ward.pk).exists():
        raise WrongRole(_("Your role at this ward does not allow this step."))


def _of_day(ward: Ward, day: date) -> AppointmentQuerySet:
    begin = datetime.combine(day, time.min, VIETNAM)
    return Appointment.objects.filter(ward=ward).booked().between(begin, begin + timedelta(days=1))
