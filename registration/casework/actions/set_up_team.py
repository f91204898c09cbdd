"""The committee's chair sets up the team that supports a person in aftercare: its members, by a numbered decision."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import clock, numbers
from ..errors import BadInput
from ..models import Registration
from ..models.decision import Register
from ..turn import turn

MOST_MEMBERS = 20


def set_up_team(
    registration: Registration, actor: User, *, members: str, stepped_up: bool, now: datetime | None = None
) -> Registration:
    """Set up. `members` has one line for each: name and office. A later team takes the place of an earlier one."""
    with turn("set-up-team", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        people = [" ".join(line.split()) for line in members.splitlines() if line.strip()]
        if not people:
            raise BadInput("members", _("Name at least one member, one in each line."))
        if len(people) > MOST_MEMBERS:
            raise BadInput("members", _("A team has at most %(number)s members.") % {"number": MOST_MEMBERS})
        rules = ruleset_for(clock.today(case.now))
        paper = numbers.sign(
            registration,
            Register.TEAM,
            rules.forms["aftercare_team"],
            by=actor,
            now=case.now,
            rules=rules,
            detail={"members": people},
        )
        case.save(
            detail={"members": people, "number": paper.display_number},
            audit={"number": paper.display_number, "members": len(people)},
        )
    return registration
