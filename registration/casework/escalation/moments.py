"""When each level is warned about one run of a clock, and the date to plan for: rules and two moments in, moments out.

Source of the shares: own practice, data in [warnings] of the rule file. Working days count by the calendar in force.
"""

from datetime import datetime, time, timedelta

from portal.calendar.deadlines import VIETNAM, Amount, Unit, deadline_before
from registration.rules.clock_rules import WarningRule
from registration.rules.ruleset import RuleSet

NO_AMOUNT = 0


def levels(rule: WarningRule, since: datetime, due_at: datetime | None) -> dict[str, datetime]:
    """The moment at which each level is warned. Without a last day only hours after the beginning can be counted."""
    found = {level: moment(rule.by, number, since, due_at) for level, number in rule.levels.items()}
    return {level: at for level, at in found.items() if at is not None}


def planned(rule: WarningRule, since: datetime, due_at: datetime | None) -> datetime | None:
    """The date to plan for; for days and working days, the end of that day."""
    if rule.planned is None or due_at is None:
        return None
    at = moment(rule.by, rule.planned, since, due_at)
    if at is None or rule.by in ("share", "hours"):
        return at
    return min(due_at, at + timedelta(days=1, seconds=-1))


def reminder(rule: WarningRule, since: datetime, due_at: datetime | None) -> datetime | None:
    """When the person is reminded, or None."""
    return None if rule.remind_person is None else moment(rule.by, rule.remind_person, since, due_at)


def first(rules: RuleSet, kind: str, since: datetime, due_at: datetime | None) -> datetime | None:
    """The first moment at which anybody is warned or reminded about this run; None without a rule."""
    return following(rules, kind, since, due_at, None)


def following(
    rules: RuleSet, kind: str, since: datetime, due_at: datetime | None, after: datetime | None
) -> datetime | None:
    """The next such moment after `after` (None: the first of all)."""
    rule = rules.warnings.get(kind)
    if rule is None:
        return None
    moments = [*levels(rule, since, due_at).values(), reminder(rule, since, due_at)]
    return min((at for at in moments if at is not None and (after is None or at > after)), default=None)


def moment(by: str, number: int, since: datetime, due_at: datetime | None) -> datetime | None:
    """What one number of a warning rule means for this run (see [warnings])."""
    if by == "hours":
        return since + timedelta(hours=number)
    if due_at is None:
        return None
    if by == "share":
        return since + (due_at - since) * number / 100
    last = due_at.astimezone(VIETNAM)
    if by == "working_days" and number < 0:
        last = deadline_before(due_at, Amount(-number, Unit.WORKING_DAYS))
        number = NO_AMOUNT
    return datetime.combine(last.date() + timedelta(days=number), time.min, VIETNAM)
