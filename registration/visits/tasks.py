"""Jobs of visits: remind the day before; close what nobody noted. Each visit is its own transaction, done once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from portal.calendar.deadlines import VIETNAM

from . import notices
from .actions.change import change
from .models import Appointment
from .states import State

QUEUE = "daily"
FRESH = timedelta(hours=6)
"""Who booked so shortly before has just been told."""
UNNOTED = timedelta(days=3)


@app.periodic(cron="0 2-12 * * *")  # UTC: every full hour from nine to nineteen in Vietnam
@app.task(name="registration.visits.remind", queue=QUEUE, queueing_lock="visits.remind")
def remind_of_visits(timestamp: int) -> None:
    """Remind of tomorrow's visits."""
    remind(timezone.now())


@app.periodic(cron="20 18 * * *")
@app.task(name="registration.visits.lapse", queue=QUEUE, queueing_lock="visits.lapse")
def lapse_visits(timestamp: int) -> None:
    """Close visits that are over and were not noted."""
    lapse(timezone.now())


def remind(now: datetime) -> int:
    """How many were reminded. A second run, or two at once, remind nobody twice: one changed row is one reminder."""
    tomorrow = now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    due = (
        Appointment.objects.booked()
        .between(tomorrow, tomorrow + timedelta(days=1))
        .filter(reminded_at=None, booked_at__lt=now - FRESH, registration__sms_allowed=True)
    )
    sent = 0
    for visit in due.select_related("registration").iterator(chunk_size=200):
        with transaction.atomic():
            won = Appointment.objects.booked().filter(pk=visit.pk, reminded_at=None).update(reminded_at=now)
            if won:
                notices.remind(visit)
                sent += 1
    return sent


def lapse(now: datetime) -> int:
    """How many were closed because nobody noted what became of them."""
    closed = 0
    for pk in list(Appointment.objects.booked().filter(ends_at__lt=now - UNNOTED).values_list("pk", flat=True)):
        with transaction.atomic():
            visit = Appointment.objects.select_for_update(skip_locked=True).booked().filter(pk=pk).first()
            if visit:
                change(visit, State.LAPSED, now)
                closed += 1
    return closed
