"""Facilities of every kind with staff, and a person decided for a place, ready to be referred."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.accounts.models import Posting, Role, User
from portal.places.models import Facility, Ward
from registration.casework.actions.decide import decide
from registration.casework.models import Registration
from registration.treatment.access import Facilitator
from registration.treatment.actions import answer_referral, refer
from registration.treatment.models import Referral
from tests.registration.casework.cast import MORNING, Cast, filed, make_cast
from tests.registration.casework.walk import day

NOW = MORNING + timedelta(hours=2)


@dataclass
class Scene:
    """`person` is decided for a private facility; `staff` serves `facility`, `other_staff` the `other`."""

    cast: Cast
    facility: Facility
    other: Facility
    public: Facility
    staff: User
    other_staff: User
    person: Registration

    @property
    def by(self) -> Facilitator:
        return Facilitator(self.facility, self.staff)

    def refer(self, person: Registration | None = None, now: datetime = NOW, **words: Any) -> Referral:
        return refer.propose(person or self.person, self.cast.officer, self.facility, now=now, **words)

    def admitted(self) -> Referral:
        referral = answer_referral.accept(self.refer(), self.by, now=NOW)
        return answer_referral.admit(referral, self.by, admitted_on=day(NOW), now=NOW)


def make_facility(name: str, kind: str, ward: Ward) -> Facility:
    return Facility.objects.create(kind=kind, name=name, ward=ward, address="Số 1 đường Mẫu")


def staff_of(facility: Facility, name: str) -> User:
    user = User.objects.create(email=f"{name}@demo.example", full_name=name.title(), password="!")
    Posting.objects.create(user=user, role=Role.FACILITY_STAFF, facility=facility, starts_on=date(2025, 7, 1))
    return user


def decided(cast: Cast, place: str = "private_facility", **answers: Any) -> Registration:
    now = MORNING + timedelta(hours=1)
    registration = filed(cast.ward, intended_place=place, **answers)
    return decide(registration, cast.chief, place=place, starts_on=day(now), stepped_up=True, now=now)


def make_scene(place: str = "private_facility") -> Scene:
    cast = make_cast()
    facility = make_facility("Cơ sở Mẫu Một", "private_facility", cast.ward)
    other = make_facility("Cơ sở Mẫu Hai", "private_facility", cast.next_door)
    return Scene(
        cast=cast,
        facility=facility,
        other=other,
        public=make_facility("Cơ sở công Mẫu", "public_facility", cast.next_door),
        staff=staff_of(facility, "staff"),
        other_staff=staff_of(other, "other_staff"),
        person=decided(cast, place),
    )
