"""The plan of contacts: the months after aftercare began that the rule set names, within the year of aftercare."""

from datetime import date

from portal.calendar.deadlines import add_months
from registration.casework.models import Registration
from registration.rules.ruleset import ruleset_for

from .models import FollowUp


def planned_days(began_on: date, ends_on: date) -> list[date]:
    """The days of the plan, oldest first, none after `ends_on`."""
    days = (add_months(began_on, months) for months in ruleset_for(began_on).followup_months)
    return sorted({min(day, ends_on) for day in days})


def make_plan(registration: Registration, began_on: date) -> list[FollowUp]:
    """Write the plan of a registration whose aftercare began; one that has a plan keeps it."""
    ends_on = registration.aftercare_ends_on
    if ends_on is None or registration.follow_ups.filter(number__gt=0).exists():
        return []
    return FollowUp.objects.bulk_create(
        FollowUp(registration=registration, ward_id=registration.ward_id, number=number, due_on=day)
        for number, day in enumerate(planned_days(began_on, ends_on), start=1)
    )
