"""`reports`: the whole sheet of a province's year at a million registrations, compared with the year before.

The rows are made in the database out of one that was really filed, so that they are as wide as real ones. The baseline
is the least that any answer must read: counting the province's events of these two years.
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from uuid import uuid4

from django.db import connection

from bench.finish import ANSWERS
from bench.result import Result
from portal.places import loader
from portal.places.models import Ward
from registration.casework.filing import file_registration
from registration.casework.models import Event, Registration
from registration.reports import areas, figures, periods

SIZE = 1_000_000
MOST_SECONDS = 2.0
PROVINCE = "01"
SHARE_OF_PROVINCE = 0.04
"""Hà Nội's share of the wards (126 of 3,321), as `demo --size 1000` spreads them."""
KEY = "bench-reports:"


def measure(size: int = SIZE, rounds: int = 5) -> Result:
    """Seconds for both sheets, the middle one of `rounds`."""
    _fill(size)
    area = areas.Area(PROVINCE, "", PROVINCE)
    period = periods.current()
    wards = area.wards()
    before = period.before
    assert before is not None

    def ours() -> None:
        sheet, earlier = figures.compared(area, period)
        shown = figures.figures(sheet, earlier)
        assert (sheet.numbers["received"] or 0) > size * SHARE_OF_PROVINCE / 4, "the province is empty"
        assert shown

    def bare() -> None:
        Event.objects.filter(ward__in=wards, at__gte=before.since, at__lt=period.until).count()

    seconds = _median(ours, rounds)
    assert seconds <= MOST_SECONDS, f"a province's year takes {seconds:.1f} s"
    return Result("reports", seconds, "s", _median(bare, rounds), {"registrations": Registration.objects.count()})


def _median(work: Callable[[], None], rounds: int) -> float:
    found = []
    for _one in range(rounds):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return median(found)


def _fill(size: int) -> None:
    """Copies of one registration with their events, spread over wards and three years; kept for the next run."""
    there = Registration.objects.filter(finish_key__startswith=KEY).count()
    if there >= size:
        return
    print(f"Making {size - there} registrations …", file=sys.stderr, flush=True)  # noqa: T201
    loader.load()
    ward = Ward.objects.get(code="00070")
    one = file_registration(answers=ANSWERS, ward=ward, finish_key=uuid4().hex, file_now=True, may_file=True)
    event = Event.objects.get(registration=one)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        for first in range(there, size, 50_000):
            values = {
                "template": one.pk, "event": event.pk, "first": first, "last": min(first + 50_000, size) - 1,
                "province": PROVINCE, "share": SHARE_OF_PROVINCE, "key": KEY,
            }  # fmt: skip
            cursor.execute(_REGISTRATIONS, values)
            cursor.execute(_EVENTS, values)
        cursor.execute("RESET synchronous_commit")
        cursor.execute("VACUUM ANALYZE casework_registration, casework_event")


_REGISTRATIONS = """
WITH here AS (SELECT array_agg(code) AS codes FROM places_ward WHERE province_id = %(province)s),
     elsewhere AS (SELECT array_agg(code) AS codes FROM places_ward WHERE province_id <> %(province)s),
     drawn AS (
        SELECT n, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() AS f
        FROM generate_series(%(first)s::int, %(last)s::int) n
     )
INSERT INTO casework_registration
SELECT made.* FROM drawn, here, elsewhere, casework_registration t,
LATERAL jsonb_populate_record(t, jsonb_build_object(
    'id', gen_random_uuid(), 'code', 'B' || lpad(n::text, 9, '0'), 'finish_key', %(key)s::text || n,
    'ward_id', CASE WHEN a < %(share)s THEN here.codes[1 + floor(b * cardinality(here.codes))]
                    ELSE elsewhere.codes[1 + floor(b * cardinality(elsewhere.codes))] END,
    'status', CASE WHEN c < 0.2 THEN 'received' WHEN c < 0.35 THEN 'decided' WHEN c < 0.8 THEN 'in_treatment'
                   ELSE 'stopped' END,
    'sex', CASE WHEN d < 0.9 THEN 'male' ELSE 'female' END,
    'age_band', (ARRAY['12-17', '18-29', '30-44', '45+'])[1 + floor(d * 4)],
    'is_repeat', e < 0.3,
    'place', CASE WHEN c < 0.2 THEN '' ELSE (ARRAY['home_community', 'public_facility', 'private_facility'])
        [1 + floor(e * 3)] END,
    'received_at', now() - f * interval '1000 days',
    'started_on', CASE WHEN c >= 0.35 THEN (now() - f * interval '1000 days' + interval '2 days')::date END,
    'clock', '', 'clock_started_at', NULL, 'due_at', NULL, 'warn_at', NULL
)) AS made WHERE t.id = %(template)s
"""
_EVENTS = """
INSERT INTO casework_event
SELECT made.*
FROM casework_registration r
JOIN (VALUES (1, 'file', 'draft', 'received', 0), (2, 'decide', 'received', 'decided', 20),
             (3, 'start', 'decided', 'in_treatment', 48), (4, 'stop', 'in_treatment', 'stopped', 900))
     AS step (seq, kind, was, becomes, after)
  ON NOT (step.seq = 2 AND r.status = 'received') AND NOT (step.seq = 3 AND r.status IN ('received', 'decided'))
  AND (step.seq < 4 OR r.status = 'stopped')
CROSS JOIN casework_event t
CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('casework_event', 'id')), 'registration_id', r.id, 'ward_id', r.ward_id,
    'seq', step.seq, 'kind', step.kind, 'from_status', step.was, 'to_status', step.becomes,
    'at', r.received_at + step.after * interval '1 hour'
)) AS made
WHERE t.id = %(event)s AND r.code BETWEEN 'B' || lpad(%(first)s::text, 9, '0') AND 'B' || lpad(%(last)s::text, 9, '0')
"""
