"""At which desks a member of staff sits today: one query for a whole page."""

from dataclasses import dataclass, field
from functools import cached_property

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, Role, User

DESK_ROLES = (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR)
POLICE, COMMITTEE = "police", "committee"


@dataclass(frozen=True)
class Desks:
    """The desk roles of one person, by ward code; and the provinces that they coordinate."""

    roles: dict[str, frozenset[str]]
    provinces: frozenset[str] = field(default_factory=frozenset)

    def at(self, ward_code: str) -> frozenset[str]:
        """The roles held at a ward."""
        return self.roles.get(ward_code, frozenset())

    def kind(self, ward_code: str) -> str:
        """Which desk the person sits at in a ward: the police desk where both, "" where none."""
        held = self.at(ward_code)
        if held & POLICE_DESK:
            return POLICE
        return COMMITTEE if held & COMMITTEE_DESK else ""

    def role_at(self, ward_code: str) -> str:
        """The one role to note in the log: the highest held at the ward, or else the coordinator."""
        order = (Role.POLICE_CHIEF, Role.POLICE_OFFICER, Role.COMMITTEE_CHAIR, Role.SOCIAL_OFFICER)
        held = next((str(role) for role in order if role in self.at(ward_code)), "")
        return held or (str(Role.COORDINATOR) if self.provinces else "")

    @cached_property
    def police_wards(self) -> frozenset[str]:
        """Codes of the wards at whose police desk the person sits."""
        return frozenset(ward for ward, held in self.roles.items() if held & POLICE_DESK)

    @cached_property
    def committee_wards(self) -> frozenset[str]:
        return frozenset(ward for ward, held in self.roles.items() if held & COMMITTEE_DESK)

    @property
    def has_police_desk(self) -> bool:
        return bool(self.police_wards)


def desks_of(user: User) -> Desks:
    """Today's desks of `user`."""
    held: dict[str, set[str]] = {}
    provinces = set()
    postings = user.postings_today().filter(role__in=(*DESK_ROLES, Role.COORDINATOR))
    for ward, role, province in postings.values_list("ward_id", "role", "province_id"):
        if role == Role.COORDINATOR:
            provinces.add(province or "")
        else:
            held.setdefault(ward or "", set()).add(role)
    return Desks({ward: frozenset(roles) for ward, roles in held.items()}, frozenset(provinces))
