"""Demo data of casework: generated registrations in every state under both rule versions, in batches.

Safe to repeat: a case is known by its number (`demo:<n>`), and what is there stays as people left it. The first cases
lie in the two demo wards; with a larger size the rest spreads over all wards.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from portal.places.models import Ward
from portal.privacy.copying import copy_rows

from .demo_data import shared, waiting
from .demo_data.cases import Case, Desk, make
from .demo_data.clones import BLOCK, clone
from .demo_data.paper import papers_for
from .models import Decision, Document, Event, Registration

ORDER = 50
CASES_AT_SIZE_1 = 1000
IN_DEMO_WARDS = 200
BATCH = 1000
SHARED_FROM = 5000
DEMO_WARDS = ("00070", "00082")
TAKE_NUMBERS = """
    INSERT INTO casework_registercounter (ward_id, register, year, last)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::int[])
    ON CONFLICT (ward_id, register, year) DO UPDATE SET last = casework_registercounter.last + EXCLUDED.last
    RETURNING ward_id, register, year, last
"""


def load(size: float, out: Any) -> None:
    """Create what is missing of `1000 × size` cases; many are shared out among processes, by ward."""
    number = max(80, round(CASES_AT_SIZE_1 * size))
    now = timezone.now()
    if number <= SHARED_FROM:
        made = write(number, now)
    else:
        made = shared.among_processes(lambda share, shares: write(number, now, share=share, shares=shares), out)
        shared.tidy(Registration, Event, Decision)
    moves = _Desks().set_up(now)
    out.write(f"casework: {moves} moves made that wait for somebody")
    out.write(f"casework: {made} registrations made, {number - made} were there")


def write(number: int, now: datetime, *, share: int = 0, shares: int = 1) -> int:
    """Write what is missing of the cases below `number` in one of several shares of the wards; how many were made."""
    desks = _Desks()
    numbers = (one for one in range(number) if desks.share(one, shares) == share)
    made = 0
    while batch := list(islice(numbers, BATCH)):
        made += _write(list(_missing(batch, desks, now)))
        shared.still_wanted()
    return made


def _missing(numbers: list[int], desks: "_Desks", now: datetime) -> Iterator[Case]:
    keys = {f"demo:{number}" for number in numbers}
    there = set(Registration.objects.filter(finish_key__in=keys).values_list("finish_key", flat=True))
    for number in numbers:
        if f"demo:{number}" in there:
            continue
        head = number - number % BLOCK
        if number < SHARED_FROM:
            yield make(number, desks.of(number), now)
        else:
            yield clone(_head(head, desks, now), number, desks.of(number))


@lru_cache(maxsize=4)
def _head(number: int, desks: "_Desks", now: datetime) -> Case:
    """The story that a block of cases shares."""
    return make(number, desks.of(number), now)


def _write(cases: list[Case]) -> int:
    """One transaction: the rows of a batch, and the register numbers in the order of signing."""
    with transaction.atomic():
        _give_numbers(sorted((paper for case in cases for paper in case.papers), key=lambda paper: paper.signed_at))
        for case in cases:
            _number_in_story(case)
        copy_rows([case.registration for case in cases])
        copy_rows([event for case in cases for event in case.events])
        copy_rows([request for case in cases for request in case.requests])
        copy_rows([proposal for case in cases for proposal in case.proposals])
        copy_rows([paper for case in cases for paper in case.papers])
        in_demo_wards = [case.registration for case in cases if case.registration.ward_id in DEMO_WARDS]
        Document.objects.bulk_create(papers_for(in_demo_wards))
    return len(cases)


def _give_numbers(papers: list[Decision]) -> None:
    """Go on where the registers stand: one statement takes as many numbers of each as the batch needs."""
    wanted = Counter((paper.ward_id, paper.register, paper.year) for paper in papers)
    if not wanted:
        return
    keys = sorted(wanted)  # always in the same order, so that two batches never wait for each other in a ring
    wards, registers, years = (list(column) for column in zip(*keys, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBERS, [wards, registers, years, [wanted[key] for key in keys]])
        last = {(ward, register, year): number for ward, register, year, number in cursor.fetchall()}
    next_number = {key: last[key] - wanted[key] + 1 for key in keys}
    for paper in papers:
        key = (paper.ward_id, paper.register, paper.year)
        paper.number = next_number[key]
        next_number[key] += 1


def _number_in_story(case: Case) -> None:
    """Write the numbers into the events that announced them."""
    papers = iter(case.papers)
    for event in case.events:
        if "number" in event.detail:
            event.detail["number"] = next(papers).display_number


class _Desks:
    """The desk of each case: the demo wards by turns, later any ward; the demo accounts act everywhere."""

    def __init__(self) -> None:
        self.wards = {ward.code: ward for ward in Ward.objects.filter(valid_to=None).order_by("code")}
        self.codes = list(self.wards)
        self.place = {code: place for place, code in enumerate(self.codes)}
        self.staff: dict[tuple[str, str], User] = {
            (posting.ward_id or "", posting.role): posting.user
            for posting in Posting.objects.filter(ward__in=DEMO_WARDS, user__is_demo=True).select_related("user")
        }

    def code_of(self, number: int) -> str:
        """The ward of a case: the same for the same number, whatever the size."""
        if number < IN_DEMO_WARDS:
            return DEMO_WARDS[number % 2]
        return self.codes[(number * 7919 + 17) % len(self.codes)]

    def share(self, number: int, shares: int) -> int:
        """Which share of the wards a case belongs to; a ward's cases are all of one share."""
        return zlib.crc32(self.code_of(number).encode()) % shares

    def of(self, number: int) -> Desk:
        code = self.code_of(number)
        beside = self.codes[(self.place[code] + 1) % len(self.codes)]
        if number < IN_DEMO_WARDS:
            beside = DEMO_WARDS[1] if code == DEMO_WARDS[0] else DEMO_WARDS[0]
        staffed = DEMO_WARDS[number % 2]
        return Desk(
            ward=self.wards[code],
            officer=self._who(staffed, Role.POLICE_OFFICER),
            chief=self._who(staffed, Role.POLICE_CHIEF),
            chair=self._who(DEMO_WARDS[0], Role.COMMITTEE_CHAIR),
            helper=self._who(DEMO_WARDS[0], Role.HELPER),
            next_door=self.wards[beside],
        )

    def set_up(self, now: datetime) -> int:
        """What waits for somebody at the demo wards; how many moves were made."""
        return sum(
            waiting.set_up(
                self.wards[code],
                self._who(code, Role.POLICE_OFFICER),
                self._who(code, Role.POLICE_CHIEF),
                now,
            )
            for code in DEMO_WARDS
            if code in self.wards
        )

    def _who(self, ward: str, role: Role) -> User:
        return self.staff[ward, role]
