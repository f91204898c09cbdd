"""The public counts of one closed period: who was received, where, and where they stood at its end; small ones hidden.

Three rules keep them safe together. One thing only is counted (receipts), each person in one period, and no two
periods share a day (`periods.public_periods`): there is nothing to subtract between tables. A table is made once, when
its period is over, and never changes (`Publication`): there is nothing to subtract between readings. And within a
table the sums protect each other (`suppression.py`); sex and age, and first or again, are given for the whole country
only, beside a total that is shown, so that they say nothing about a place.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from portal.audit import log
from portal.places.models import Province, Ward
from portal.ui import public_pages
from registration.casework.models import Event, Registration
from registration.casework.states import FINAL, OPEN, Status

from .models import Publication
from .periods import Period, public_periods
from .suppression import CannotProtect, Cell, suppress

THRESHOLD = 5
STATUSES = [status.value for status in Status if status in (OPEN | FINAL) - {Status.EXPIRED}]
SEXES = ("male", "female", "")
AGES = ("12-17", "18-29", "30-44", "45+", "")
TURNS = ("first", "repeat")
_RECEIVED = """
SELECT s.ward_id, ending.to_status, r.sex, r.age_band, r.is_repeat, count(*)
FROM {event} s
JOIN {registration} r ON r.id = s.registration_id
CROSS JOIN LATERAL (
    SELECT o.to_status FROM {event} o WHERE o.registration_id = s.registration_id AND o.at < %(until)s
    ORDER BY o.seq DESC LIMIT 1
) ending
WHERE s.to_status = 'received' AND s.from_status IN ('draft', 'prepared') AND s.at >= %(since)s AND s.at < %(until)s
GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Received:
    """How many were received: the true numbers, which never leave the server."""

    by_ward: dict[tuple[str, str], int]
    """(ward, status at the end)"""
    by_person: dict[tuple[str, str], int]
    """(sex, age band)"""
    by_turn: dict[str, int]


def publish_closed() -> list[Publication]:
    """Publish every closed period that has receipts and is not published; what is published stays as it is."""
    there = {(one.kind, one.year) for one in Publication.objects.only("kind", "year")}
    missing = [one for one in reversed(public_periods()) if (one.kind, one.year) not in there]
    made = []
    for period in missing:
        received = count(period)
        if received.by_turn:
            made.append(_publish(period, received))
    return [one for one in made if one]


def _publish(period: Period, received: Received) -> Publication | None:
    counts = protect(received)
    with transaction.atomic():
        publication, new = Publication.objects.get_or_create(
            kind=period.kind,
            year=period.year,
            defaults={"published_at": timezone.now(), "threshold": THRESHOLD, "counts": counts},
        )
        if new:
            log.record(None, "report.publish", "report", period.slug)
            public_pages.drop()
    return publication if new else None


def count(period: Period) -> Received:
    """Who was received in a period, by ward and status at its end, by sex and age, for the first time or again."""
    query = sql.SQL(_RECEIVED).format(
        event=sql.Identifier(Event._meta.db_table), registration=sql.Identifier(Registration._meta.db_table)
    )
    by_ward: Counter[tuple[str, str]] = Counter()
    by_person: Counter[tuple[str, str]] = Counter()
    by_turn: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(query, {"since": period.since, "until": period.until})
        for ward, status, sex, age, again, number in cursor.fetchall():
            by_ward[ward, status] += number
            by_person[sex, age] += number
            by_turn[TURNS[again]] += number
    return Received(dict(by_ward), dict(by_person), dict(by_turn))


def protect(received: Received) -> dict[str, Any]:
    """What is published: a hidden count keeps its name and loses its number (None); what counts nobody is left out."""
    wards = list(Ward.objects.values_list("code", "province_id", "name", "kind"))
    shown = suppress(place_cells(received.by_ward, [(code, province) for code, province, *_ in wards]), THRESHOLD)
    names = {ward.code: ward.official_name for ward in Ward.objects.filter(code__in=_wards_of(received))}
    found: dict[str, Any] = {
        "total": shown["total"],
        "by_status": {one: shown["status", one] for one in STATUSES if shown["status", one] != 0},
        "provinces": [
            {
                "code": one.code,
                "name": one.name,
                "total": shown["province", one.code],
                "by_status": {
                    status: shown["province", one.code, status]
                    for status in STATUSES
                    if shown["province", one.code, status] != 0
                },
            }
            for one in Province.objects.order_by("code")
            if shown.get(("province", one.code), 0) != 0
        ],
        "wards": {},
    }
    for code, province, *_ in sorted(wards):
        if shown["ward", code] != 0:
            row = {"code": code, "name": names[code], "total": shown["ward", code]}
            found["wards"].setdefault(province, []).append(row)
    return found | _people(received, shown["total"])


def _people(received: Received, total: int | None) -> dict[str, Any]:
    """Sex and age, first or again, for the country; nothing where the total is hidden or could not hide them."""
    nothing: dict[str, Any] = {"by_sex_and_age": [], "by_sex": {}, "by_age": {}, "by_turn": {}}
    if total is None:
        return nothing
    try:
        people = suppress(people_cells(received.by_person, total), THRESHOLD)
        turns = suppress(turn_cells(received.by_turn, total), THRESHOLD)
    except CannotProtect:
        return nothing
    return {
        "by_sex_and_age": [
            {"sex": sex, "age": age, "total": people[sex, age]}
            for sex in SEXES
            for age in AGES
            if people[sex, age] != 0
        ],
        "by_sex": {one: people["sex", one] for one in SEXES if people["sex", one] != 0},
        "by_age": {one: people["age", one] for one in AGES if people["age", one] != 0},
        "by_turn": {one: turns["turn", one] for one in TURNS if turns["turn", one] != 0},
    }


def place_cells(counts: dict[tuple[str, str], int], wards: Iterable[tuple[str, str]]) -> list[Cell]:
    """All counts by place and status as the circulation of `suppression`; `wards` are (code, province)."""
    province_of = dict(wards)
    of_ward: Counter[str] = Counter()
    of_status: Counter[str] = Counter()
    of_both: Counter[tuple[str, str]] = Counter()
    of_province: Counter[str] = Counter()
    for (ward, status), number in counts.items():
        province = province_of[ward]
        of_ward[ward] += number
        of_status[status] += number
        of_both[province, status] += number
        of_province[province] += number
    provinces = sorted(set(province_of.values()))
    return [
        Cell("total", sum(of_status.values()), "STATES", "ALL"),
        *(Cell(("status", one), of_status[one], ("S", one), "STATES") for one in STATUSES),
        *(Cell(("province", one), of_province[one], ("W", one), ("P", one)) for one in provinces),
        *(
            Cell(("province", one, status), of_both[one, status], ("P", one), ("S", status))
            for one in provinces
            for status in STATUSES
        ),
        *(Cell(("ward", code), of_ward[code], "ALL", ("W", province)) for code, province in province_of.items()),
    ]


def people_cells(counts: dict[tuple[str, str], int], total: int) -> list[Cell]:
    """Sex × age with both margins; their total is shown, so its edge (AGES → SEXES) stands still and is left out."""
    sexes = {sex: sum(counts.get((sex, age), 0) for age in AGES) for sex in SEXES}
    ages = {age: sum(counts.get((sex, age), 0) for sex in SEXES) for age in AGES}
    assert sum(sexes.values()) == total
    return [
        *(Cell((sex, age), counts.get((sex, age), 0), ("X", sex), ("A", age)) for sex in SEXES for age in AGES),
        *(Cell(("sex", sex), number, "SEXES", ("X", sex)) for sex, number in sexes.items()),
        *(Cell(("age", age), number, ("A", age), "AGES") for age, number in ages.items()),
    ]


def turn_cells(counts: dict[str, int], total: int) -> list[Cell]:
    """First and again, of a known total."""
    assert sum(counts.values()) == total
    return [Cell(("turn", one), counts.get(one, 0), "FROM", "TO") for one in TURNS]


def _wards_of(received: Received) -> set[str]:
    return {ward for ward, _status in received.by_ward}
