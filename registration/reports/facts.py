"""Counts the registrations of an area in one or more periods: two queries over the events, whatever their number.

A move counts for the ward at whose desk it was made, also when the file lies elsewhere today; what is erased stays in
the numbers, for its bare events stay. The rows are the corners of a cube (ward, place, sex, age band, first/repeat);
every total is a sum over them, so that parts and whole always agree.

The first query only counts moves by kind and stretch of time (the stretches lie between the first and last moments of
the periods); what a stock or flow is, is summed up here. The second looks at decisions, whose clocks need more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
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
# What narrows a measure: of the registration `r`, counted apart in the first query …
OF_REGISTRATION = {
    "was_received": "r.received_at IS NOT NULL",
    "has_aftercare": "r.aftercare_ends_on IS NOT NULL",
    "has_helper": "r.helper_id IS NOT NULL",
}
# … or of a decision `s` with its last (renewed) receipt at the same desk, in the second: `hours` and `begin` are what
# the law of the case gives.
OF_DECISION = {
    "began_known": "s.began IS NOT NULL",
    "law_counts_hours": "s.began IS NOT NULL AND hours.number IS NOT NULL",
    "decided_in_time": "s.began IS NOT NULL AND s.at <= s.began + hours.number * interval '1 hour'",
    "start_due": "begin.last IS NOT NULL AND NOT s.postponed AND (r.started_on <= %(today)s OR begin.last < %(today)s)",
    "started_in_time": "NOT s.postponed AND r.started_on <= begin.last AND r.started_on <= %(today)s",
}
_CORNER = "s.ward_id, r.place, r.sex, r.age_band, r.is_repeat, width_bucket(s.at, %(edges)s::timestamptz[])"
_MOVES = """
SELECT {corner}, s.kind, s.from_status, s.to_status, {conditions}, count(*)
FROM {event} s JOIN {registration} r ON r.id = s.registration_id
WHERE {wards} s.at < %(until)s AND {since}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
"""
_DECISIONS = """
WITH s AS MATERIALIZED (
    SELECT registration_id, ward_id, max(at) FILTER (WHERE kind = 'decide') AS at,
           max(at) FILTER (WHERE kind = ANY(%(begins)s) AND to_status = %(received)s) AS began,
           bool_or(kind = 'postpone') AS postponed
    FROM {event} s WHERE {wards} s.at < %(until)s AND s.at >= %(since)s::timestamptz - interval '1 year'
        AND kind = ANY(%(clock_kinds)s)
    GROUP BY 1, 2
    HAVING max(at) FILTER (WHERE kind = 'decide') >= %(since)s
)
SELECT {corner}, {columns}
FROM s JOIN {registration} r ON r.id = s.registration_id
LEFT JOIN unnest(%(hour_versions)s::text[], %(hour_numbers)s::int[]) AS hours (version, number)
    ON hours.version = r.rules_version
LEFT JOIN unnest(%(begin_versions)s::text[], %(begin_days)s::date[], %(begin_lasts)s::date[])
    AS begin (version, day, last)
    ON begin.version = r.rules_version AND begin.day = (s.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
GROUP BY 1, 2, 3, 4, 5, 6
"""


@dataclass(frozen=True)
class Cube:
    """Counts by corner; `codes` names the columns."""

    codes: tuple[str, ...]
    rows: Mapping[Corner, Sequence[float]]

    def total(self, code: str) -> float:
        """The sum of a measure over all corners."""
        column = self.codes.index(code)
        return sum(values[column] for values in self.rows.values())

    def by(self, dimension: str) -> "dict[str, Cube]":
        """One smaller cube for each value of a dimension."""
        axis = DIMENSIONS.index(dimension)
        found: dict[str, dict[Corner, Sequence[float]]] = {}
        for corner, values in self.rows.items():
            found.setdefault(corner[axis], {})[corner] = values
        return {value: Cube(self.codes, rows) for value, rows in found.items()}


def count(
    wards: Iterable[str] | None, period: Period, now: datetime | None = None, *, only: Sequence[str] = ()
) -> Cube:
    """One period's cube; see `count_all`."""
    return count_all(wards, [period], now, only=only)[0]


def count_all(
    wards: Iterable[str] | None, periods: Sequence[Period], now: datetime | None = None, *, only: Sequence[str] = ()
) -> list[Cube]:
    """The measures that come from registrations, in `wards` (codes; None: the whole country), a cube for each period.

    `only` names the measures wanted (none: all); without a stock among them, only the periods' own events are read.
    """
    now = now or timezone.now()
    wanted = [one for one in measures().values() if one.kind in FROM_FACTS and (not only or one.code in only)]
    values = _values(periods, now)
    if wards is not None:
        values["wards"] = sorted(wards)
    tally = _Tally(wanted, periods, values["edges"])
    of_decision = [one for one in wanted if one.where in OF_DECISION]
    others = [one for one in wanted if one.where not in OF_DECISION]
    with transaction.atomic(), connection.cursor() as cursor:
        # A few thousand groups; the planner fears many more, and would sort on disk.
        cursor.execute("SET LOCAL work_mem = '64MB'")
        if others:
            stocks = any(one.kind == "stock" for one in others)
            cursor.execute(_moves(wards is not None, stocks=stocks), values)
            for *corner, edge, kind, from_status, to_status, received, aftercare, helper, number in cursor.fetchall():
                holds = {"": True, "was_received": received, "has_aftercare": aftercare, "has_helper": helper}
                tally.add_moves(others, corner, edge, (kind, from_status, to_status, number), holds)
        if of_decision:
            cursor.execute(_decisions(wards is not None, of_decision), values)
            for row in cursor.fetchall():
                tally.add_decisions(of_decision, list(row[:5]), row[5], row[6:])
    return tally.cubes()


class _Tally:
    """Adds counted moves up to the measures of each period."""

    def __init__(self, wanted: list[Measure], periods: Sequence[Period], edges: list[datetime]) -> None:
        self.codes = tuple(one.code for one in wanted)
        self.column = {code: number for number, code in enumerate(self.codes)}
        self.rows: list[dict[Corner, list[float]]] = [defaultdict(lambda: [0.0] * len(wanted)) for _one in periods]
        # A stretch of time is known by the number of edges before it.
        self.flows_in = [frozenset(range(edges.index(one.since) + 1, edges.index(one.until) + 1)) for one in periods]
        self.stocks_to = [edges.index(one.until) for one in periods]

    def add_moves(
        self,
        wanted: list[Measure],
        corner: list[Any],
        edge: int,
        move: tuple[str, str, str, int],
        holds: Mapping[str, bool],
    ) -> None:
        kind, from_status, to_status, number = move
        for measure in wanted:
            if not holds[measure.where]:
                continue
            if measure.kind == "flow" and kind in measure.events:
                self._add(measure, corner, [edge in stretch for stretch in self.flows_in], number)
            elif measure.kind == "stock" and from_status != to_status and measure.state in {from_status, to_status}:
                change = number if to_status == measure.state else -number
                self._add(measure, corner, [edge <= last for last in self.stocks_to], change)

    def add_decisions(self, wanted: list[Measure], corner: list[Any], edge: int, numbers: Sequence[Any]) -> None:
        for measure, number in zip(wanted, numbers, strict=True):
            self._add(measure, corner, [edge in stretch for stretch in self.flows_in], float(number))

    def _add(self, measure: Measure, corner: list[Any], counts_in: list[bool], number: float) -> None:
        ward, place, sex, band, again = corner
        for rows, counts in zip(self.rows, counts_in, strict=True):
            if counts:
                rows[ward, place, sex, band, "repeat" if again else "first"][self.column[measure.code]] += number

    def cubes(self) -> list[Cube]:
        return [Cube(self.codes, dict(rows)) for rows in self.rows]


def registrations_of(measure: Measure, wards: Iterable[str], period: Period, now: datetime | None = None) -> list[str]:
    """The ids of the registrations that a flow or stock counts: the list behind a number. The caller filters them."""
    values = _values([period], now or timezone.now()) | {"wards": sorted(wards), "events": list(measure.events)}
    if measure.where in OF_DECISION:
        columns = [sql.SQL("s.registration_id")]
        query = _decisions(True, [], columns) + sql.SQL(", s.registration_id HAVING bool_or({condition})").format(
            condition=sql.SQL(OF_DECISION[measure.where])
        )
    else:
        narrowed = sql.SQL(OF_REGISTRATION.get(measure.where, "true"))
        change: sql.Composable = sql.SQL("bool_or(s.kind = ANY(%(events)s) AND s.at >= %(since)s)")
        if measure.kind == "stock":
            change = sql.SQL(
                "count(*) FILTER (WHERE s.to_status = {state} AND s.from_status <> {state})"
                " > count(*) FILTER (WHERE s.from_status = {state} AND s.to_status <> {state})"
            ).format(state=sql.Literal(measure.state))
        query = sql.SQL(
            "SELECT s.registration_id FROM {event} s JOIN {registration} r ON r.id = s.registration_id"
            " WHERE s.ward_id = ANY(%(wards)s) AND s.at < %(until)s AND {narrowed} GROUP BY 1 HAVING {change}"
        ).format(narrowed=narrowed, change=change, **_tables())
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [str(row[-1]) for row in cursor.fetchall()]


def _moves(of_wards: bool, *, stocks: bool) -> sql.Composed:
    return sql.SQL(_MOVES).format(
        corner=sql.SQL(_CORNER),
        conditions=sql.SQL(", ".join(OF_REGISTRATION.values())),
        wards=_of_wards(of_wards),
        since=sql.SQL("true" if stocks else "s.at >= %(since)s"),
        **_tables(),
    )


def _decisions(of_wards: bool, wanted: list[Measure], columns: Sequence[sql.Composable] = ()) -> sql.Composed:
    return sql.SQL(_DECISIONS).format(
        corner=sql.SQL(_CORNER),
        columns=sql.SQL(", ").join(columns or [_decision_column(one) for one in wanted]),
        wards=_of_wards(of_wards),
        **_tables(),
    )


def _decision_column(one: Measure) -> sql.Composable:
    what = "sum(extract(epoch FROM s.at - s.began) / 3600)" if one.kind == "hours" else "count(*)"
    return sql.SQL(f"coalesce({what} FILTER (WHERE {OF_DECISION[one.where]}), 0)")


def _of_wards(of_wards: bool) -> sql.SQL:
    return sql.SQL("s.ward_id = ANY(%(wards)s) AND" if of_wards else "")


@cache
def _tables() -> dict[str, sql.Identifier]:
    return {
        "event": sql.Identifier(Event._meta.db_table),
        "registration": sql.Identifier(Registration._meta.db_table),
    }


def _values(periods: Sequence[Period], now: datetime) -> dict[str, Any]:
    edges = sorted({moment for one in periods for moment in (one.since, one.until)})
    until = min(edges[-1], now + timedelta(seconds=1))
    today = (until - timedelta(seconds=1)).astimezone(VIETNAM).date()
    hours = [
        (name, rules.deadlines["decision"].amount.number)
        for name, rules in rulesets().items()
        if "decision" in rules.deadlines and rules.deadlines["decision"].amount.unit is Unit.HOURS
    ]
    begins = _lasts(edges[0].date(), today)
    return {
        "edges": edges,
        "since": edges[0],
        "until": until,
        "today": today,
        "received": Status.RECEIVED,
        "begins": BEGINS,
        "clock_kinds": [*BEGINS, "decide", "postpone"],
        "hour_versions": [name for name, _number in hours],
        "hour_numbers": [number for _name, number in hours],
        "begin_versions": [version for version, _day, _last in begins],
        "begin_days": [day for _version, day, _last in begins],
        "begin_lasts": [last for _version, _day, last in begins],
    }


def _lasts(first: date, last: date) -> list[tuple[str, date, date]]:
    """(rule version, day of the decision, last day to begin) for every day of the periods."""
    calendar = working_days()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        (name, day, deadline(_noon(day), rules.deadlines["begin"].amount, calendar).date())
        for name, rules in rulesets().items()
        if "begin" in rules.deadlines
        for day in days
        if rules.valid_from <= day and (rules.valid_to is None or day <= rules.valid_to)
    ]


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=VIETNAM)
