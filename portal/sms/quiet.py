"""Quiet hours: a reminder waits from nine in the evening until seven; what somebody waits for leaves at any hour."""

from datetime import datetime, time, timedelta

from django.utils import timezone

BEGIN, END = time(21), time(7)


def until(now: datetime) -> datetime | None:
    """When the quiet hours of `now` end, by the clock of Vietnam; None outside them."""
    here = timezone.localtime(now)
    if END <= here.time() < BEGIN:
        return None
    day = here.date() + timedelta(days=1 if here.time() >= BEGIN else 0)
    return timezone.make_aware(datetime.combine(day, END))
