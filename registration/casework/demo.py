"""Demo data of casework: generated registrations in every state under both rule versions, in batches.

Safe to repeat: a case is known by its number (`demo:<n>`), and what is there stays as people left it. The first cases
lie in the two demo wards; with a larger size the rest spreads over all wards.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from portal.places.models import Ward

from .demo_data.cases import Case, Desk, make
from .demo_data.paper import papers_for
from .models import CompletionRequest, Decision, Document, Event, NotEligibleProposal, RegisterCounter, Registration

ORDER = 50
CASES_AT_SIZE_1 = 1000
IN_DEMO_WARDS = 200
BATCH = 500
DEMO_WARDS = ("00070", "00082")


def load(size: float, out: Any) -> None:
    """Create what is missing of `1000 × size` cases."""
    number = max(80, round(CASES_AT_SIZE_1 * size))
    now = timezone.now()
    made, numbers = 0, iter(range(number))
    desks = _Desks()
    while batch := list(islice(numbers, BATCH)):
        made += _write(list(_missing(batch, desks, now)))
    out.write(f"casework: {made} registrations made, {number - made} were there")


def _missing(numbers: list[int], desks: "_Desks", now: datetime) -> Iterator[Case]:
    keys = {f"demo:{number}" for number in numbers}
    there = set(Registration.objects.filter(finish_key__in=keys).values_list("finish_key", flat=True))
    return (make(number, desks.of(number), now) for number in numbers if f"demo:{number}" not in there)


def _write(cases: list[Case]) -> int:
    """One transaction: the rows of a batch, and the register numbers in the order of signing."""
    with transaction.atomic():
        _give_numbers(sorted((paper for case in cases for paper in case.papers), key=lambda paper: paper.signed_at))
        for case in cases:
            _number_in_story(case)
        Registration.objects.bulk_create([case.registration for case in cases])
        Event.objects.bulk_create([event for case in cases for event in case.events])
        CompletionRequest.objects.bulk_create([request for case in cases for request in case.requests])
        NotEligibleProposal.objects.bulk_create([proposal for case in cases for proposal in case.proposals])
        Decision.objects.bulk_create([paper for case in cases for paper in case.papers])
        in_demo_wards = [case.registration for case in cases if case.registration.ward_id in DEMO_WARDS]
        Document.objects.bulk_create(papers_for(in_demo_wards))
    return len(cases)


def _give_numbers(papers: list[Decision]) -> None:
    """Go on where the registers stand; their rows stay locked until the batch is written."""
    keys = {(paper.ward_id, paper.register, paper.year) for paper in papers}
    RegisterCounter.objects.bulk_create(
        [RegisterCounter(ward_id=ward, register=register, year=year) for ward, register, year in sorted(keys)],
        ignore_conflicts=True,
    )
    wards = {ward for ward, _register, _year in keys}
    counters = {
        (counter.ward_id, counter.register, counter.year): counter
        for counter in RegisterCounter.objects.select_for_update().filter(ward__in=wards).order_by("pk")
    }
    for paper in papers:
        counter = counters[paper.ward_id, paper.register, paper.year]
        counter.last += 1
        paper.number = counter.last
    RegisterCounter.objects.bulk_update([counters[key] for key in keys], ["last"])


def _number_in_story(case: Case) -> None:
    """Write the numbers into the events that announced them."""
    papers = iter(case.papers)
    for event in case.events:
        if "number" in event.detail:
            event.detail["number"] = next(papers).display_number


class _Desks:
    """The desk of each case: the demo wards by turns, later any ward; the demo accounts act everywhere."""

    def __init__(self) -> None:
        self.wards = {ward.code: ward for ward in Ward.objects.filter(code__in=DEMO_WARDS)}
        self.codes = list(Ward.objects.filter(valid_to=None).values_list("code", flat=True))
        self.staff: dict[tuple[str, str], User] = {
            (posting.ward_id or "", posting.role): posting.user
            for posting in Posting.objects.filter(ward__in=DEMO_WARDS, user__is_demo=True).select_related("user")
        }

    def of(self, number: int) -> Desk:
        code = DEMO_WARDS[number % 2]
        ward = self.wards[code]
        if number >= IN_DEMO_WARDS:
            chosen = Random(f"duong-ve-ward-{number}").choice(self.codes)  # noqa: S311  # repeatable, not secret
            if chosen not in self.wards:
                self.wards[chosen] = Ward.objects.get(pk=chosen)
            ward = self.wards[chosen]
        return Desk(
            ward=ward,
            officer=self._who(code, Role.POLICE_OFFICER),
            chief=self._who(code, Role.POLICE_CHIEF),
            chair=self._who(DEMO_WARDS[0], Role.COMMITTEE_CHAIR),
            helper=self._who(DEMO_WARDS[0], Role.HELPER),
            next_door=self.wards[DEMO_WARDS[1] if ward.code == DEMO_WARDS[0] else DEMO_WARDS[0]],
        )

    def _who(self, ward: str, role: Role) -> User:
        return self.staff[ward, role]
