"""Counts the registrations of an area and a period: one query over the events, one row for each kind of person.

A move counts for the ward at whose desk it was made, also when the file lies elsewhere today; what is erased stays in
the numbers, for its bare events stay. The rows are the corners of a cube (ward, place, sex, age band, first/repeat);
every total is a sum over them, so that parts and whole always agree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.db import connection
from django.utils import timezone
from psycopg import sql

from portal.calendar.deadlines import VIETNAM, Unit, deadline
from portal.calendar.models import working_days
from registration.casework.models import Event, Registration
from registration.casework.moves import MOVES
from registration.casework.states import Status
from registration.rules.ruleset import rulesets

from .indicators import FROM_FACTS, Measure, measures
from .periods import Period

DIMENSIONS = ("ward", "place", "sex", "age_band", "repeat")
Corner = tuple[str, ...]

# The moves after which the desk has the whole time for its decision.
BEGINS = [move.name for move in MOVES if move.starts == "decision" or move.resumes]
# What narrows a measure: over `s` (the event), `r` (its registration), `b` (of a decision: receipt, postponement),
# `hours` and `begin` (what the law of the case gives for decision and start).
CONDITIONS = {
    "was_received": "r.received_at IS NOT NULL",
    "began_known": "b.began IS NOT NULL",
    "law_counts_hours": "b.began IS NOT NULL AND hours.number IS NOT NULL",
    "decided_in_time": "b.began IS NOT NULL AND s.at <= b.began + hours.number * interval '1 hour'",
    "start_due": "begin.last IS NOT NULL AND NOT b.postponed AND (r.started_on <= %(today)s OR begin.last < %(today)s)",
    "started_in_time": "NOT b.postponed AND r.started_on <= begin.last AND r.started_on <= %(today)s",
    "has_aftercare": "r.aftercare_ends_on IS NOT NULL",
    "has_helper": "r.helper_id IS NOT NULL",
}
_JOINS = """
FROM {event} s
JOIN {registration} r ON r.id = s.registration_id
LEFT JOIN LATERAL (
    SELECT max(o.at) FILTER (WHERE o.seq < s.seq AND o.to_status = %(received)s AND o.kind = ANY(%(begins)s)) AS began,
           bool_or(o.kind = 'postpone') AS postponed
    FROM {event} o WHERE o.registration_id = s.registration_id
) b ON s.kind = 'decide' AND s.at >= %(since)s
LEFT JOIN unnest(%(hour_versions)s::text[], %(hour_numbers)s::int[]) AS hours (version, number)
    ON s.kind = 'decide' AND hours.version = r.rules_version
LEFT JOIN unnest(%(begin_versions)s::text[], %(begin_days)s::date[], %(begin_lasts)s::date[])
    AS begin (version, day, last)
    ON s.kind = 'decide' AND begin.version = r.rules_version
    AND begin.day = (s.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
"""


@dataclass(frozen=True)
class Cube:
    """Counts by corner; `codes` names the columns."""

    codes: tuple[str, ...]
    rows: Mapping[Corner, tuple[float, ...]]

    def total(self, code: str) -> float:
        """The sum of a measure over all corners."""
        column = self.codes.index(code)
        return sum(values[column] for values in self.rows.values())

    def by(self, dimension: str) -> "dict[str, Cube]":
        """One smaller cube for each value of a dimension."""
        axis = DIMENSIONS.index(dimension)
        found: dict[str, dict[Corner, tuple[float, ...]]] = {}
        for corner, values in self.rows.items():
            found.setdefault(corner[axis], {})[corner] = values
        return {value: Cube(self.codes, rows) for value, rows in found.items()}


def count(wards: Iterable[str] | None, period: Period, now: datetime | None = None) -> Cube:
    """All measures that come from registrations, in `wards` (codes; None: the whole country) and `period`."""
    now = now or timezone.now()
    codes, columns = _columns()
    where = sql.SQL("WHERE s.at < %(until)s")
    values = _values(period, now)
    if wards is not None:
        where = sql.SQL("WHERE s.ward_id = ANY(%(wards)s) AND s.at < %(until)s")
        values["wards"] = sorted(wards)
    query = sql.SQL(
        "SELECT s.ward_id, r.place, r.sex, r.age_band, r.is_repeat, {columns} {joins} {where}{group}"
    ).format(
        columns=sql.SQL(", ").join(columns),
        joins=sql.SQL(_JOINS).format(event=_table(Event), registration=_table(Registration)),
        where=where,
        group=sql.SQL(" GROUP BY 1, 2, 3, 4, 5"),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)  # type: ignore[arg-type]  # Django's cursor takes psycopg's composed SQL
        rows = {
            (ward, place, sex, band, "repeat" if again else "first"): tuple(map(float, numbers))
            for ward, place, sex, band, again, *numbers in cursor.fetchall()
        }
    return Cube(codes, rows)


def registrations_of(measure: Measure, wards: Iterable[str], period: Period, now: datetime | None = None) -> list[str]:
    """The ids of the registrations that a flow or stock counts: the list behind a number. The caller filters them."""
    now = now or timezone.now()
    having = sql.SQL("{column} > 0").format(column=_column(measure))
    query = sql.SQL("SELECT s.registration_id {joins} {where} GROUP BY 1 HAVING {having}").format(
        joins=sql.SQL(_JOINS).format(event=_table(Event), registration=_table(Registration)),
        where=sql.SQL("WHERE s.ward_id = ANY(%(wards)s) AND s.at < %(until)s"),
        having=having,
    )
    with connection.cursor() as cursor:
        cursor.execute(query, _values(period, now) | {"wards": sorted(wards)})  # type: ignore[arg-type]
        return [str(row[0]) for row in cursor.fetchall()]


@cache
def _columns() -> tuple[tuple[str, ...], list[sql.Composable]]:
    counted = [one for one in measures().values() if one.kind in FROM_FACTS]
    return tuple(one.code for one in counted), [_column(one) for one in counted]


def _column(one: Measure) -> sql.Composable:
    """The expression of a measure over the joined events."""
    narrowed = sql.SQL(f" AND {CONDITIONS[one.where]}" if one.where else "")
    if one.kind == "stock":
        return sql.SQL(
            "count(*) FILTER (WHERE s.to_status = {state} AND s.from_status <> {state}{narrowed})"
            " - count(*) FILTER (WHERE s.from_status = {state} AND s.to_status <> {state}{narrowed})"
        ).format(state=sql.Literal(one.state), narrowed=narrowed)
    summed = sql.SQL(
        "coalesce(sum(extract(epoch FROM s.at - b.began) / 3600)" if one.kind == "hours" else "coalesce(count(*)"
    )
    return summed + sql.SQL(" FILTER (WHERE s.kind = ANY({events}) AND s.at >= %(since)s{narrowed}), 0)").format(
        events=sql.Literal(list(one.events)), narrowed=narrowed
    )


def _values(period: Period, now: datetime) -> dict[str, object]:
    until = min(period.until, now + timedelta(seconds=1))
    laws = rulesets()
    hours = [
        (name, rules.deadlines["decision"].amount.number)
        for name, rules in laws.items()
        if "decision" in rules.deadlines and rules.deadlines["decision"].amount.unit is Unit.HOURS
    ]
    begins = _lasts(period.first, min(period.last, now.astimezone(VIETNAM).date()))
    return {
        "since": period.since,
        "until": until,
        "today": (until - timedelta(seconds=1)).astimezone(VIETNAM).date(),
        "received": Status.RECEIVED,
        "begins": BEGINS,
        "hour_versions": [name for name, _number in hours],
        "hour_numbers": [number for _name, number in hours],
        "begin_versions": [version for version, _day, _last in begins],
        "begin_days": [day for _version, day, _last in begins],
        "begin_lasts": [last for _version, _day, last in begins],
    }


def _lasts(first: date, last: date) -> list[tuple[str, date, date]]:
    """(rule version, day of the decision, last day to begin) for every day of a period."""
    calendar = working_days()
    noon: Callable[[date], datetime] = lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=VIETNAM)  # noqa: E731
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        (name, day, deadline(noon(day), rules.deadlines["begin"].amount, calendar).date())
        for name, rules in rulesets().items()
        if "begin" in rules.deadlines
        for day in days
        if rules.valid_from <= day and (rules.valid_to is None or day <= rules.valid_to)
    ]


def _table(model: type[Event] | type[Registration]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)
