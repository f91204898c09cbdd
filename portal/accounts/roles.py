"""What a member of staff is posted as, and the kind of place to which each role belongs (design: roles)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is posted as."""

    POLICE_OFFICER = "police_officer", _("receiving officer, commune police")
    POLICE_CHIEF = "police_chief", _("chief of commune police")
    SOCIAL_OFFICER = "social_officer", _("social officer")
    COMMITTEE_CHAIR = "committee_chair", _("chair of the People's Committee")
    HELPER = "helper", _("helper")
    FACILITY_STAFF = "facility_staff", _("facility staff")
    COORDINATOR = "coordinator", _("provincial coordinator")
    COUNSELLOR = "counsellor", _("counsellor")
    SUPERVISOR = "supervisor", _("shift lead")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    ADMINISTRATOR = "administrator", _("administrator")


POLICE_DESK = frozenset({Role.POLICE_OFFICER, Role.POLICE_CHIEF})
COMMITTEE_DESK = frozenset({Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR})
HOTLINE = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})
CONTENT = frozenset({Role.EDITOR, Role.PUBLISHER})
CMS = CONTENT | {Role.ADMINISTRATOR}  # Wagtail also holds the calendar, the wards' modes and the directory

# The field of `Posting` that a role needs; every other place stays empty. Roles not named here serve everywhere.
PLACE_OF_ROLE: dict[str, frozenset[Role]] = {
    "ward": POLICE_DESK | COMMITTEE_DESK | {Role.HELPER},
    "facility": frozenset({Role.FACILITY_STAFF}),
    "province": frozenset({Role.COORDINATOR}),
    "team": HOTLINE,
}
PLACELESS = frozenset(Role) - frozenset[Role]().union(*PLACE_OF_ROLE.values())


def place_of(role: str) -> str | None:
    """Which of "ward", "facility", "province", "team" a posting with this role must name; None: none."""
    return next((place for place, roles in PLACE_OF_ROLE.items() if role in roles), None)
