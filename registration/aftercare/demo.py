"""Demo data of aftercare in the demo wards: helpers, contacts in every state, needs in every state.

Safe to repeat: a registration that has an assignment or a need is left as people left it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.calendar.deadlines import add_months
from portal.places.models import Facility
from registration.casework import clock
from registration.casework.models import Event, Registration
from registration.casework.states import Status
from registration.rules.ruleset import ruleset_for

from .models import Assignment, FollowUp, SupportNeed
from .plan import planned_days
from .states import Channel, Contact, Need, NeedState
from .tasks import level_of

ORDER = 70
WARDS = ("00070", "00082")
LATE_EVERY = 3  # of so many people one contact is left unrecorded
HOW = (
    "Đã đi làm lại ở xưởng, ngủ tốt hơn. Hẹn gặp cùng gia đình lần tới.",
    "Đang học nghề sửa xe, đi đều. Mong được vay vốn mở quán nhỏ.",
    "Hơi buồn vì chưa tìm được việc, muốn được tư vấn thêm.",
    "Gia đình ủng hộ, tham gia câu lạc bộ hằng tuần.",
)
SIGNALS = ("well", "well", "well", "some", "some", "much")
PROVIDERS = ("Hội Liên hiệp Phụ nữ phường", "Tổ dân phố số 4", "Ngân hàng Chính sách xã hội")


def load(size: float, out: Any) -> None:
    """What is missing for the demo's registrations in the demo wards; `size` does not matter here."""
    now = timezone.now()
    found = list(
        Registration.objects.filter(finish_key__startswith="demo:", ward__in=WARDS, erased_at=None).filter(
            status__in=[Status.DECIDED, Status.IN_TREATMENT, Status.COMPLETED, Status.AFTERCARE, Status.CLOSED]
        )
    )
    cared = [one for one in found if one.aftercare_ends_on and one.helper_id]
    contacts = _contacts(_without(cared, Assignment), now)
    needs = _needs(_without(found, SupportNeed), now)
    out.write(f"aftercare: {contacts} contacts, {needs} needs made")


def _without(found: list[Registration], model: Any) -> list[Registration]:
    """Those that have no row of `model` yet."""
    there = set(model.objects.filter(registration__in=found).values_list("registration_id", flat=True))
    return [one for one in found if one.pk not in there]


@transaction.atomic
def _contacts(cared: list[Registration], now: datetime) -> int:
    began = {
        event.registration_id: event
        for event in Event.objects.filter(registration__in=cared, kind="begin-aftercare").select_related("actor")
    }
    form = ruleset_for(clock.today(now)).forms.get("helper", "")
    known = [(one, one.helper_id) for one in cared if one.pk in began and one.helper_id]
    Assignment.objects.bulk_create(
        Assignment(
            registration=one,
            helper_id=helper,
            organisation=began[one.pk].detail.get("organisation", ""),
            form=form,
            ward_id=one.ward_id,
            named_by=began[one.pk].actor,
            started_at=began[one.pk].at,
            ended_at=one.finished_at if one.status == Status.CLOSED else None,
        )
        for one, helper in known
    )
    rows = list(
        chain.from_iterable(
            _of(one, number, clock.today(began[one.pk].at), now) for number, (one, _helper) in enumerate(known)
        )
    )
    FollowUp.objects.bulk_create(rows)
    return len(rows)


def _of(one: Registration, number: int, began_on: date, now: datetime) -> Iterable[FollowUp]:
    """The contacts of one person as they stand at `now`."""
    random, today = Random(f"duong-ve-contacts-{one.finish_key}"), clock.today(now)  # noqa: S311  # repeatable
    days = planned_days(began_on, one.aftercare_ends_on or add_months(began_on, 12))
    past = [day for day in days if day < today]
    # Somebody just begun has no contact behind them yet: an early visit shows how one looks.
    if not past and one.status == Status.AFTERCARE and began_on < today:
        yield _done(one, 0, min(began_on + timedelta(days=3), today), random, now)
    for place, day in enumerate(days, start=1):
        if day >= today:
            state = Contact.DROPPED if one.status == Status.CLOSED else Contact.PLANNED
            settled = now if state == Contact.DROPPED else None
            yield FollowUp(
                registration=one, ward_id=one.ward_id, number=place, due_on=day, state=state, settled_at=settled
            )
        elif day == past[-1] and number % LATE_EVERY == 0 and one.status == Status.AFTERCARE:
            level = level_of(day, now)
            yield FollowUp(registration=one, ward_id=one.ward_id, number=place, due_on=day, escalation=level)
        elif random.random() < 0.12:
            yield FollowUp(
                registration=one,
                ward_id=one.ward_id,
                number=place,
                due_on=day,
                state=Contact.MISSED,
                words={"reason": random.choice(["not_reached", "away", "unwell"])},
                settled_at=now,
                settled_by_id=one.helper_id,
            )
        else:
            yield _done(one, place, day, random, now)


def _done(one: Registration, place: int, day: date, random: Random, now: datetime) -> FollowUp:
    return FollowUp(
        registration=one,
        ward_id=one.ward_id,
        number=place,
        due_on=day,
        state=Contact.DONE,
        happened_on=day,
        channel=random.choice([Channel.VISIT, Channel.VISIT, Channel.CALL]),
        words={"signal": random.choice(SIGNALS), "how": random.choice(HOW)},
        settled_at=now,
        settled_by_id=one.helper_id,
    )


@transaction.atomic
def _needs(found: list[Registration], now: datetime) -> int:
    near = list(
        Facility.objects.filter(published=True, kind__in=["job_centre", "legal_aid", "vocational_school"]).order_by(
            "pk"
        )
    )
    rows = [_need(one, kind, near, now) for one in found for kind in _kinds(one)]
    SupportNeed.objects.bulk_create(rows)
    return len(rows)


def _kinds(one: Registration) -> list[str]:
    told = one.answers.get("support_needs") or []
    return [kind for kind in Need.values if kind in told]


def _need(one: Registration, kind: str, near: list[Facility], now: datetime) -> SupportNeed:
    """A need that is as far as its age and a throw of the dice allow."""
    random, today = Random(f"duong-ve-need-{one.finish_key}-{kind}"), clock.today(now)  # noqa: S311  # repeatable
    asked_on = clock.today(one.decided_at or now)
    closed = one.status == Status.CLOSED
    state = random.choice([NeedState.MET, NeedState.NOT_MET] if closed else list(NeedState))
    later = [min(today, asked_on + timedelta(days=days)) for days in (random.randint(3, 20), 30, 75)]
    need = SupportNeed(registration=one, ward_id=one.ward_id, kind=kind, state=state, asked_on=asked_on, changed_at=now)
    if state in {NeedState.REFERRED, NeedState.RECEIVING, NeedState.MET}:
        need.referred_on = later[0]
        need.facility = random.choice(near) if near and random.random() < 0.7 else None
        need.provider = "" if need.facility else random.choice(PROVIDERS)
    if state in {NeedState.RECEIVING, NeedState.MET}:
        need.receiving_on = later[1]
    if state == NeedState.MET:
        need.met_on = later[2]
    if state == NeedState.NOT_MET:
        need.not_met_on, need.reason = later[2], random.choice(["no_offer", "no_longer", "conditions"])
    return need
