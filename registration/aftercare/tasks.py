"""Jobs of aftercare: carry late contacts up, remind of tomorrow's contact. Each may be killed and repeated."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from portal.sms import outbox
from portal.sms.phones import BadPhone
from registration.casework import clock, codes
from registration.casework.notices import tracking_link
from registration.casework.states import Status
from registration.rules.ruleset import ruleset_for

from .models import FollowUp
from .states import HELPER_SEES

QUEUE = "daily"
# How far an unsettled contact has been carried: the helper from the day after, then by the rule set.
LEVELS = ((3, "followup_very_late"), (2, "followup_late"))


@app.periodic(cron="20 23 * * *")  # UTC: twenty past six in the morning in Vietnam
@app.task(name="registration.aftercare.carry_up", queue=QUEUE, queueing_lock="aftercare.carry_up")
def carry_up(timestamp: int) -> None:
    """Late contacts become visible to helper, committee desk, chair in turn."""
    carry_up_late(timezone.now())


@app.periodic(cron="0 1 * * *")  # UTC: eight in the morning in Vietnam
@app.task(name="registration.aftercare.remind", queue=QUEUE, queueing_lock="aftercare.remind")
def remind(timestamp: int) -> None:
    """A neutral text about tomorrow's contact, to those who agreed to texts."""
    remind_of(timezone.localdate() + timedelta(days=1))


def carry_up_late(now: datetime) -> int:
    """Raise the level of every late contact, never lower it; how many rose."""
    today, rose = clock.today(now), 0
    late = FollowUp.objects.overdue(today).filter(escalation__lt=LEVELS[0][0])
    for due_on in late.order_by("due_on").values_list("due_on", flat=True).distinct():
        level = level_of(due_on, now)
        # One guarded UPDATE for each day: a second worker finds nothing left to raise.
        rose += FollowUp.objects.planned().filter(due_on=due_on, escalation__lt=level).update(escalation=level)
    return rose


def level_of(due_on: date, now: datetime) -> int:
    """How far a contact planned for `due_on` and not settled at `now` is carried."""
    end = clock.end_of_day(due_on)
    if now <= end:
        return 0
    rules = ruleset_for(clock.today(now))
    return next((level for level, name in LEVELS if now > rules.due(name, end)), 1)


def remind_of(day: date) -> int:
    """Text everybody who has a contact on `day`, once for each day however often it runs; how many contacts."""
    planned = FollowUp.objects.planned().filter(
        due_on=day,
        registration__status__in=HELPER_SEES - {Status.COMPLETED},
        registration__sms_allowed=True,
        registration__erased_at=None,
    )
    number = 0
    for contact in planned.select_related("registration").iterator(chunk_size=200):
        number += 1
        _text(contact)
    return number


def _text(contact: FollowUp) -> None:
    registration = contact.registration
    if not registration.phone:
        return
    try:
        outbox.send(
            registration.phone,
            "appointment",
            {"code": codes.display(registration.code), "link": tracking_link()},
            dedupe_key=f"follow_up:{contact.pk}:{contact.due_on}",
            reference=f"registration:{registration.pk}",
        )
    except BadPhone:
        return  # a number that cannot be reached stops nobody else's text
