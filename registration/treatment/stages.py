"""The stages of a treatment beside the rule set: what is written down, how long, and what should be looked at.

A stage is an interval; they overlap and none waits for another (domain.md §3). Lengths are warnings, never walls: the
doctor knows more than the table. For the chart every interval is a share of the whole term.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.calendar.deadlines import add_months
from registration.casework.models import Registration
from registration.rules.model import Length, Stage
from registration.rules.ruleset import ruleset, ruleset_for

from .models import StageRecord

WIDTH = 100.0  # of the chart, in its own units
THINNEST = 1.0


@dataclass(frozen=True)
class Row:
    """One line of the chart: the stage, what is recorded, the bar (`left`, `width` of WIDTH), warnings in words."""

    key: str
    number: int
    name: str
    record: StageRecord | None
    left: float = 0.0
    width: float = 0.0
    warnings: list[str | Promise] = field(default_factory=list)


def stages_of(registration: Registration) -> tuple[Stage, ...]:
    """The stages of the case's rule set; an older one that lists none is treated by those of the newest law."""
    own = ruleset(registration.rules_version).stages
    return own or ruleset_for(date.max).stages


def chart(registration: Registration, today: date) -> list[Row]:
    """Every stage of the term in order; one query."""
    records = {
        record.key: record
        for record in StageRecord.objects.filter(registration=registration).select_related("facility")
    }
    return [_row(registration, stage, records, today) for stage in stages_of(registration)]


def _row(registration: Registration, stage: Stage, records: dict[str, StageRecord], today: date) -> Row:
    record = records.get(stage.key)
    name = stage.name((get_language() or "vi")[:2])
    if record is None:
        return Row(stage.key, stage.number, name, None, warnings=_missing(registration, stage, today))
    left, width = _bar(registration, record, today)
    return Row(stage.key, stage.number, name, record, left, width, warnings(registration, stage, records, today))


def warnings(
    registration: Registration, stage: Stage, records: dict[str, StageRecord], today: date
) -> list[str | Promise]:
    """What of a recorded stage does not fit the rule set, in words for who treats or records."""
    record = records[stage.key]
    last = record.ended_on or today
    found: list[str | Promise] = []
    if record.ended_on and stage.at_least and record.ended_on < _full(record.started_on, stage.at_least):
        found.append(_("Shorter than the law wants."))
    if stage.at_most and last > _after(record.started_on, stage.at_most):
        found.append(_("Longer than the law allows."))
    before = records.get(_BEFORE.get(stage.starts, ""))
    if stage.starts == "after_detoxification" and before and before.ended_on is None and record.ended_on:
        found.append(_("Detoxification has no end yet."))
    if before and record.started_on < before.started_on:
        found.append(_("Began before the stage that it follows."))
    if stage.starts == "before_end" and _too_early(registration, stage, record):
        found.append(_("Began long before the end of the term."))
    if record.ended_on and not record.result:
        found.append(_("The result is not written down."))
    return found


_BEFORE = {"after_reception": "reception", "after_detoxification": "detoxification"}


def _missing(registration: Registration, stage: Stage, today: date) -> list[str | Promise]:
    """A stage that should have begun by now."""
    if registration.started_on is None or registration.ends_on is None:
        return []
    late = {
        "with_term": registration.started_on + timedelta(days=2) < today,
        "before_end": stage.at_least is not None and today > _before(registration.ends_on, stage.at_least),
    }.get(stage.starts, False)
    return [_("Not written down yet.")] if late else []


def _too_early(registration: Registration, stage: Stage, record: StageRecord) -> bool:
    if registration.ends_on is None or stage.at_least is None:
        return False
    # Twice the length leaves room for a weekend and for preparing early; further away it is another stage.
    first = _before(_before(registration.ends_on, stage.at_least), stage.at_least)
    return record.started_on < first


def _after(day: date, length: Length) -> date:
    """The last day of a length that began on `day` (the day itself is not counted, Civil Code art. 147)."""
    return add_months(day, length.number) if length.unit == "months" else day + timedelta(days=length.number)


def _full(day: date, length: Length) -> date:
    """The day on which a stay that began on `day` has lasted that long, the first day counted as one of it."""
    return _after(day, length) - timedelta(days=1)


def _before(day: date, length: Length) -> date:
    return add_months(day, -length.number) if length.unit == "months" else day - timedelta(days=length.number)


def _bar(registration: Registration, record: StageRecord, today: date) -> tuple[float, float]:
    """Where the bar begins and how wide it is; an open stage reaches to today."""
    started_on = registration.started_on or record.started_on
    whole = max(((registration.ends_on or today) - started_on).days, 1)

    def share(day: date) -> float:
        return min(WIDTH, max(0.0, WIDTH * (day - started_on).days / whole))

    left = min(share(record.started_on), WIDTH - THINNEST)
    right = share(record.ended_on or max(today, record.started_on))
    return round(left, 2), round(max(right - left, THINNEST), 2)
