"""The demo shows treatment and aftercare at work, obeys their rules, and repeats without harm."""

import io

import pytest
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from portal.places.models import Facility
from registration.aftercare import demo as aftercare_demo
from registration.aftercare.access import people_of
from registration.aftercare.models import FollowUp, SupportNeed
from registration.aftercare.states import NeedState
from registration.casework import demo as casework_demo
from registration.treatment import demo as treatment_demo
from registration.treatment.models import FacilityPlaces, Referral, StageRecord
from registration.treatment.states import HOLDS_A_PLACE
from tests.registration.casework.cast import make_cast


@pytest.fixture
def demo_wards(db):
    cast = make_cast()
    for ward in (cast.ward, cast.next_door):
        for role in (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR, Role.HELPER):
            user = User.objects.create(email=f"{role}{ward.code}@demo.example", full_name=role, is_demo=True)
            Posting.objects.create(user=user, role=role, ward=ward)
    for kind in ("public_facility", "private_facility", "service_provider", "job_centre"):
        Facility.objects.create(kind=kind, name=f"Mẫu {kind}", ward=cast.ward, address="Số 1 đường Mẫu")
    casework_demo.load(0.1, io.StringIO())


def test_the_demo_has_work_for_helper_desk_and_facility_and_repeats(demo_wards):
    def counts():
        return [model.objects.count() for model in (FollowUp, SupportNeed, Referral, StageRecord)]

    for demo in (aftercare_demo, treatment_demo):
        demo.load(0.1, io.StringIO())
    made = counts()
    for demo in (aftercare_demo, treatment_demo):
        demo.load(0.1, io.StringIO())
    assert counts() == made
    helper = User.objects.get(email="helper00070@demo.example")
    assert people_of(helper).filter(follow_ups__state="planned").exists()
    assert FollowUp.objects.overdue(timezone.localdate()).exists()
    assert set(SupportNeed.objects.values_list("state", flat=True)) == set(NeedState)
    assert {"proposed", "accepted", "admitted"} <= set(Referral.objects.values_list("state", flat=True))
    for places in FacilityPlaces.objects.all():
        held = Referral.objects.filter(facility=places.facility, state__in=HOLDS_A_PLACE)
        assert places.taken == held.count()
