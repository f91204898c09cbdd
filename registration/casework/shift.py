"""The desk's day and night: which files fall due in which part of it, so that a shift sees at a glance what is its own.

By day: over time, today (until the evening), before morning, later. By night: over time, before morning, the coming
day, later. The order is the order of the clock.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .clock import VIETNAM

MORNING, EVENING = time(7, 30), time(17, 30)
"""When the shifts change. Not a rule of law: the desks' ordinary hours."""
OVER, BEFORE_MORNING, TODAY, LATER = "over", "morning", "today", "later"


@dataclass(frozen=True)
class Part:
    """A part of the coming day: files that fall due from `start` on and before `end` (None: no limit)."""

    key: str
    label: str
    start: datetime | None
    end: datetime | None

    @property
    def due(self) -> Q:
        """Running clocks that end in this part; `later` holds those without a clock too."""
        if self.key == LATER:
            return Q(due_at__gte=self.start) | Q(due_at__isnull=True)
        within = Q(due_at__lt=self.end)
        return within & Q(due_at__gte=self.start) if self.start else within

    def holds(self, due_at: datetime | None) -> bool:
        """Whether a clock that ends at `due_at` belongs here."""
        if due_at is None:
            return self.key == LATER
        return (self.start is None or due_at >= self.start) and (self.end is None or due_at < self.end)


def parts(now: datetime) -> list[Part]:
    """The four parts as seen at `now`, in the order in which they come."""
    local = now.astimezone(VIETNAM)
    by_day = MORNING <= local.time() < EVENING
    morning = _next(local, MORNING)
    evening = _next(local, EVENING)
    first, second = sorted((morning, evening))
    early = Part(BEFORE_MORNING, _("Before %(time)s in the morning") % {"time": f"{MORNING:%H:%M}"}, None, None)
    late = Part(TODAY, pgettext("due", "Today") if by_day else _("In the coming day"), None, None)
    here = (late, early) if by_day else (early, late)
    return [
        Part(OVER, _("Over time"), None, now),
        Part(here[0].key, here[0].label, now, first),
        Part(here[1].key, here[1].label, first, second),
        Part(LATER, pgettext("due", "Later"), second, None),
    ]


def _next(local: datetime, hour: time) -> datetime:
    """The next moment at which the clock shows `hour`."""
    found = local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return found if found > local else found + timedelta(days=1)
