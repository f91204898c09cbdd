"""At which desks a member of staff sits today: one query for a whole page."""

from dataclasses import dataclass

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, Role, User

DESK_ROLES = (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR)
POLICE, COMMITTEE = "police", "committee"


@dataclass(frozen=True)
class Desks:
    """The desk roles of one person, by ward code."""

    roles: dict[str, frozenset[str]]

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
        """The one role to note in the log: the highest held at the ward."""
        order = (Role.POLICE_CHIEF, Role.POLICE_OFFICER, Role.COMMITTEE_CHAIR, Role.SOCIAL_OFFICER)
        return next((str(role) for role in order if role in self.at(ward_code)), "")

    @property
    def has_police_desk(self) -> bool:
        return any(held & POLICE_DESK for held in self.roles.values())


def desks_of(user: User) -> Desks:
    """Today's desks of `user`."""
    held: dict[str, set[str]] = {}
    for ward, role in user.postings_today().filter(role__in=DESK_ROLES).values_list("ward_id", "role"):
        held.setdefault(ward or "", set()).add(role)
    return Desks({ward: frozenset(roles) for ward, roles in held.items()})
