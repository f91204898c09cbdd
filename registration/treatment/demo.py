"""Demo data of treatment in the demo wards: referrals in every state, stages, contracts, plans, the way to a facility.

The demo account of the facility staff has people to answer, to admit and to treat. Safe to repeat: a registration that
has a referral, a plan or a stage is left as people left it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from portal.places.models import Facility
from registration.casework import clock
from registration.casework.models import Registration
from registration.casework.states import Status
from registration.rules.ruleset import ruleset_for

from .models import Contract, FacilityPlaces, Plan, PublicStep, Referral, StageRecord
from .stages import stages_of
from .states import HOLDS_A_PLACE, PUBLIC_STEPS, ReferralState, StageResult

ORDER = 72
WARDS = ("00070", "00082")
PLACES = 40
R = ReferralState
# The referrals of decided people, by turns; of people in treatment: admitted.
DECIDED_STATES = (R.PROPOSED, R.ACCEPTED, R.PROPOSED, R.DECLINED)
PLAN = {
    "medical": "Khám sức khỏe mỗi tháng tại trạm y tế.",
    "recovery": "Tư vấn tâm lý hai tuần một lần, sinh hoạt câu lạc bộ.",
    "labour": "Học nghề sửa xe máy từ tháng thứ ba.",
    "return_work": "Vay vốn mở quán nhỏ cùng gia đình.",
}


def load(size: float, out: Any) -> None:
    """What is missing for the demo's registrations in the demo wards; `size` does not matter here."""
    now = timezone.now()
    found = list(
        Registration.objects.filter(
            finish_key__startswith="demo:",
            ward__in=WARDS,
            status__in=[Status.DECIDED, Status.IN_TREATMENT],
            erased_at=None,
        )
        .select_related("ward")
        .order_by("created_at", "finish_key")
    )
    officers = {
        posting.ward_id: posting.user
        for posting in Posting.objects.filter(role=Role.POLICE_OFFICER, ward__in=WARDS).select_related("user")
    }
    made = _referrals(found, officers, now)
    stages = _stages(_without([one for one in found if one.started_on], StageRecord), now)
    _courses(found, officers, now)
    out.write(f"treatment: {made} referrals, {stages} stages made")


def _without(found: list[Registration], model: Any) -> list[Registration]:
    there = set(model.objects.filter(registration__in=found).values_list("registration_id", flat=True))
    return [one for one in found if one.pk not in there]


@transaction.atomic
def _referrals(found: list[Registration], officers: dict[str | None, User], now: datetime) -> int:
    """Referrals to the first facility of each kind, and the places that they hold."""
    facilities = {
        kind: Facility.objects.filter(kind=kind).order_by("pk").first()
        for kind in ("public_facility", "private_facility", "reformatory_school")
    }
    rows: list[Referral] = []
    new, turn = {one.pk for one in _without(found, Referral)}, 0
    for one in found:
        number = _number(one)
        # At home the first stages may be spent in a public facility: every second person's are.
        kind = "public_facility" if one.place == "home_community" and number % 4 < 2 else one.place
        facility, officer = facilities.get(kind), officers.get(one.ward_id)
        if facility is None or officer is None:
            continue
        # The turn counts those that are there already, so that a second loading deals the same states.
        state = R.ADMITTED if one.status == Status.IN_TREATMENT else DECIDED_STATES[turn % len(DECIDED_STATES)]
        turn += one.status == Status.DECIDED
        if one.pk in new:
            rows.append(_referral(one, facility, officer, state, now))
    Referral.objects.bulk_create(rows)
    for facility in filter(None, facilities.values()):
        held = Referral.objects.filter(facility=facility, state__in=HOLDS_A_PLACE).count()
        FacilityPlaces.objects.update_or_create(
            facility=facility, defaults={"taken": held}, create_defaults={"taken": held, "places": held + PLACES}
        )
    return len(rows)


def _number(one: Registration) -> int:
    """The number of a demo case: the same at every loading."""
    return int(one.finish_key.removeprefix("demo:"))


def _referral(one: Registration, facility: Facility, officer: User, state: ReferralState, now: datetime) -> Referral:
    proposed_at = one.decided_at or now
    if one.status == Status.DECIDED:
        proposed_at = max(proposed_at, now - timedelta(hours=30))
    referral = Referral(
        registration=one,
        facility=facility,
        state=state,
        note="Người nhà đưa đến, mong được báo trước giờ đón." if state == R.PROPOSED else "",
        proposed_at=proposed_at,
        proposed_by=officer,
        answer_due_at=ruleset_for(clock.today(now)).due("referral_answer", proposed_at),
    )
    if state != R.PROPOSED:
        referral.answered_at = referral.settled_at = proposed_at + timedelta(hours=3)
    if state == R.ADMITTED:
        referral.admitted_on = one.started_on
    if state == R.DECLINED:
        referral.reason = "no_place"
    return referral


@transaction.atomic
def _stages(found: list[Registration], now: datetime) -> int:
    rows = [row for one in found for row in _stages_of(one, clock.today(now))]
    StageRecord.objects.bulk_create(rows)
    return len(rows)


def _stages_of(one: Registration, today: date) -> Iterator[StageRecord]:
    """The stages that have begun by today, overlapping as they do; now and then one was too short."""
    if one.started_on is None:
        return
    random = Random(f"duong-ve-stages-{one.finish_key}")  # noqa: S311  # repeatable, not secret
    short = random.random() < 0.1
    plan = {
        "reception": (0, 1),
        "detoxification": (1, 7 if short else 14),
        "behavioural_recovery": (12, 130),
        "labour_therapy": (15, None),
    }
    for stage in stages_of(one):
        first, last = plan.get(stage.key, (None, None))
        if first is None or one.started_on + timedelta(days=first) > today:
            continue
        ended_on = one.started_on + timedelta(days=last) if last is not None else None
        if ended_on and ended_on > today:
            ended_on = None
        yield StageRecord(
            registration=one,
            key=stage.key,
            started_on=one.started_on + timedelta(days=first),
            ended_on=ended_on,
            result=random.choice([StageResult.GOOD, StageResult.REACHED, StageResult.REACHED]) if ended_on else "",
            recorded_at=timezone.now(),
        )


@transaction.atomic
def _courses(found: list[Registration], officers: dict[str | None, User], now: datetime) -> None:
    provider = Facility.objects.filter(kind="service_provider").order_by("pk").first()
    private = Facility.objects.filter(kind="private_facility").order_by("pk").first()
    at_home = [one for one in found if one.place == "home_community"]
    Plan.objects.bulk_create(
        Plan(registration=one, facility=provider, words=PLAN, changed_at=now, changed_by=officers.get(one.ward_id))
        for one in _without([one for one in at_home if _number(one) % 4 >= 2], Plan)
    )
    in_private = [one for one in found if one.place == "private_facility" and one.started_on and one.ends_on]
    if private:
        Contract.objects.bulk_create(_contract(one, private, now) for one in _without(in_private, Contract))
    brought = [one for one in found if one.place == "public_facility" and one.status == Status.DECIDED]
    PublicStep.objects.bulk_create(_step(one, now) for one in _without(brought, PublicStep))


def _contract(one: Registration, private: Facility, now: datetime) -> Contract:
    first = one.started_on or clock.today(now)
    return Contract(
        registration=one,
        facility=private,
        number=f"{_number(one):03d}/HĐ-DV",
        signed_on=first,
        from_on=first,
        to_on=one.ends_on or first,
        stages=[stage.key for stage in stages_of(one)],
        changed_at=now,
    )


def _step(one: Registration, now: datetime) -> PublicStep:
    started_at = max(one.decided_at or now, now - timedelta(hours=20))
    key = PUBLIC_STEPS[0]
    return PublicStep(
        registration=one,
        key=key,
        started_at=started_at,
        due_at=ruleset_for(clock.today(now)).due(key, started_at),
    )
