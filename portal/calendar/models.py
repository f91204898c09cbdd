"""The table of changes to the calendar that staff edit above the library of holidays (see `days.py`).

`working_days()` gives library and table together. Every process keeps its reading for CACHE_SECONDS, so that a
page with a hundred deadlines costs one query, and an edit reaches every process within that time.
"""

import time
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from .days import WorkingDays

CACHE_SECONDS = 30.0


class DayOffManager(models.Manager["DayOff"]):
    def changes(self) -> dict[date, bool]:
        """Day -> is it worked? for every change in the table."""
        return {day: kind == DayOff.Kind.WORKED for day, kind in self.values_list("date", "kind")}


class DayOff(models.Model):
    """One change: a day that is off although the library says worked, or the other way round."""

    class Kind(models.TextChoices):
        OFF = "off", _("Day off")
        WORKED = "worked", _("Working day (a swapped Saturday, or a holiday that was taken back)")

    date = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OFF)
    name = models.CharField(_("name"), max_length=200)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The announcement that decides it, with its date.")
    )

    objects = DayOffManager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("change to the working calendar")
        verbose_name_plural = _("changes to the working calendar")

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        _reading.forget()

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        result = super().delete(*args, **kwargs)
        _reading.forget()
        return result


class _Reading:
    """What this process last read from the table, and when."""

    def __init__(self) -> None:
        self.days: WorkingDays | None = None
        self.at = 0.0

    def fresh(self) -> WorkingDays:
        if self.days is None or time.monotonic() - self.at > CACHE_SECONDS:
            self.days, self.at = WorkingDays(DayOff.objects.changes()), time.monotonic()
        return self.days

    def forget(self) -> None:
        self.days = None


_reading = _Reading()


def working_days() -> WorkingDays:
    """The calendar in force now: at most one query every CACHE_SECONDS, none in between."""
    return _reading.fresh()


def is_day_off(day: date) -> bool:
    """Is `day` a day off by the calendar in force now?"""
    return working_days().is_day_off(day)


def forget_working_days() -> None:
    """Read the table anew at the next question (after bulk changes, and between tests)."""
    _reading.forget()
