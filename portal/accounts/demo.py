"""Demo accounts: one person for every role, with password, authenticator and posting.

The names are generated, the addresses end in `demo.example`. `manage.py staff_code EMAIL` prints
the present one-time code of such an account, and of no other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from portal.accounts.authenticators import Authenticator, sealed
from portal.accounts.models import Posting, Role, Team, User
from portal.accounts.second_factor import AUTHENTICATOR, demo_secret
from portal.places.models import Facility

ORDER = 20
PASSWORD = "duong-ve-demo"  # noqa: S105  # printed at every start of a demonstration
DOMAIN = "demo.example"
TEAM = "Đường dây Đường Về"
SINCE = date(2026, 1, 1)
ACCEPTING, PREPARING, PROVINCE = "00070", "00082", "01"


@dataclass(frozen=True)
class Person:
    """One demo account and its posting."""

    account: str
    full_name: str
    role: Role
    ward: str = ""

    @property
    def email(self) -> str:
        return f"{self.account}@{DOMAIN}"


PEOPLE = (
    Person("police.officer", "Trần Minh Khôi", Role.POLICE_OFFICER, ACCEPTING),
    Person("police.chief", "Lê Quốc Trung", Role.POLICE_CHIEF, ACCEPTING),
    Person("social.officer", "Phạm Thu Hà", Role.SOCIAL_OFFICER, ACCEPTING),
    Person("committee.chair", "Nguyễn Văn Thành", Role.COMMITTEE_CHAIR, ACCEPTING),
    Person("helper", "Đỗ Thị Ngọc Mai", Role.HELPER, ACCEPTING),
    Person("police.officer2", "Vũ Hoàng Nam", Role.POLICE_OFFICER, PREPARING),
    Person("police.chief2", "Bùi Đức Long", Role.POLICE_CHIEF, PREPARING),
    Person("social.officer2", "Hoàng Lan Anh", Role.SOCIAL_OFFICER, PREPARING),
    Person("facility", "Đặng Hữu Phước", Role.FACILITY_STAFF),
    Person("coordinator", "Ngô Thị Bích Vân", Role.COORDINATOR),
    Person("coordinator2", "Võ Thanh Tùng", Role.COORDINATOR),
    Person("counsellor1", "Lý Thanh Tâm", Role.COUNSELLOR),
    Person("counsellor2", "Dương Gia Hân", Role.COUNSELLOR),
    Person("supervisor", "Hồ Nhật Minh", Role.SUPERVISOR),
    Person("editor", "Phan Khánh Linh", Role.EDITOR),
    Person("publisher", "Trịnh Bảo Châu", Role.PUBLISHER),
    Person("administrator", "Mai Xuân Sơn", Role.ADMINISTRATOR),
)


def load(size: float, out: Any) -> None:
    """Create what is missing; people, passwords and postings that are there stay as they are."""
    team, _ = Team.objects.get_or_create(name=TEAM)
    made = sum(_load_person(person, team) for person in PEOPLE)
    out.write(f"Demo accounts: {len(PEOPLE)}, {made} new")


@transaction.atomic
def _load_person(person: Person, team: Team) -> bool:
    user = User.objects.filter(email=person.email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(person.email, PASSWORD, full_name=person.full_name, is_demo=True)
    if not Authenticator.objects.filter(user=user, confirmed=True).exists():
        Authenticator.objects.create(user=user, name=AUTHENTICATOR, key=sealed(demo_secret(person.email)))
    if not user.postings.exists():
        Posting.objects.create(user=user, role=person.role, starts_on=SINCE, **_place(person, team))
    return is_new


def _place(person: Person, team: Team) -> dict[str, Any]:
    """The place that the role needs."""
    if person.ward:
        return {"ward_id": person.ward}
    if person.role is Role.COORDINATOR:
        return {"province_id": PROVINCE}
    if person.role in {Role.COUNSELLOR, Role.SUPERVISOR}:
        return {"team": team}
    if person.role is Role.FACILITY_STAFF:
        kind = Facility.Kind.PUBLIC_REHABILITATION
        return {"facility": Facility.objects.filter(kind=kind).order_by("pk").first()}
    return {}
