"""The cast of feedback: a ward with its two desks, a facility, the hotline, a coordinator; a fixed morning."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

from hotline.feedback.models import Ticket
from hotline.feedback.services.send import Report, send
from portal.accounts.models import Posting, Role, Team, User
from portal.calendar.deadlines import VIETNAM
from portal.places.models import Facility, Province, Ward

MONDAY = datetime(2026, 10, 5, 8, 30, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def ward(db: Any) -> Ward:
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    return Ward.objects.create(code="00070", name="Hoàn Kiếm", folded="hoan kiem", kind="phuong", province=province)


@pytest.fixture
def facility(ward: Ward) -> Facility:
    return Facility.objects.create(kind="public_facility", name="Cơ sở Bình An", ward=ward, address="1 phố Thử")


@pytest.fixture
def people(ward: Ward, facility: Facility) -> dict[str, User]:
    """One person for each role, all posted around the same ward."""
    team = Team.objects.create(name="Ca trực")
    places: dict[str, dict[str, Any]] = {
        **{key: {"ward": ward} for key in ("police_officer", "police_chief", "social_officer", "committee_chair")},
        "helper": {"ward": ward},
        "facility_staff": {"facility": facility},
        "coordinator": {"province": ward.province},
        **{key: {"team": team} for key in ("counsellor", "supervisor")},
        **{key: {} for key in ("editor", "publisher", "administrator")},
    }
    found = {}
    for role, place in places.items():
        user = User.objects.create_user(f"{role}@demo.example", full_name=f"Người {role}")
        Posting.objects.create(user=user, role=Role(role), starts_on=MONDAY.date(), **place)
        found[role] = user
    return found


@pytest.fixture
def ticket(people: dict[str, User]) -> Ticket:
    """An anonymous word about the hotline, at the hotline."""
    return send(Report("hotline", "Chờ lâu quá."), uuid.uuid4())
