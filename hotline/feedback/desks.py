"""The desks that answer feedback: whose roles they are, which place a ticket needs for them, whether contact is shown.

A ticket lies at one desk: a kind, and the ticket's own ward, facility or province where the kind needs it.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, Posting, User
from portal.accounts.roles import CONTENT, HOTLINE, Role


class Desk(models.TextChoices):
    """Kinds of desk."""

    HOTLINE = "hotline", pgettext_lazy("desk of feedback", "Hotline")
    POLICE = "police", pgettext_lazy("desk of feedback", "Police desk of the ward")
    COMMITTEE = "committee", pgettext_lazy("desk of feedback", "People's Committee of the ward")
    FACILITY = "facility", pgettext_lazy("desk of feedback", "The facility")
    PROVINCE = "province", pgettext_lazy("desk of feedback", "Coordinator of the province")
    CONTENT = "content", pgettext_lazy("desk of feedback", "Editors of the portal")
    TECHNICAL = "technical", pgettext_lazy("desk of feedback", "Administrator of the portal")


@dataclass(frozen=True)
class Kind:
    """`place`: the ticket's field that the desk belongs to ("" = serves everywhere); `sees_contact`: name, phone."""

    roles: frozenset[Role]
    place: str = ""
    sees_contact: bool = False


KINDS: dict[str, Kind] = {
    Desk.HOTLINE: Kind(HOTLINE, sees_contact=True),
    Desk.POLICE: Kind(POLICE_DESK, "ward", sees_contact=True),
    Desk.COMMITTEE: Kind(COMMITTEE_DESK, "ward", sees_contact=True),
    Desk.FACILITY: Kind(frozenset({Role.FACILITY_STAFF}), "facility", sees_contact=True),
    Desk.PROVINCE: Kind(frozenset({Role.COORDINATOR}), "province"),
    Desk.CONTENT: Kind(CONTENT),
    Desk.TECHNICAL: Kind(frozenset({Role.ADMINISTRATOR})),
}
ROLES = tuple(sorted(frozenset[Role]().union(*(kind.roles for kind in KINDS.values()))))


def of(user: User, field: str = "desk") -> Q:
    """Tickets that lie (`field="desk"`) or lay before (`"from_desk"`) at a desk where `user` is posted today."""
    found = Q(pk__in=[])
    postings: list[Any] = list(user.postings_today().values("role", "ward", "facility", "province"))
    for name, kind in KINDS.items():
        mine = [posting for posting in postings if posting["role"] in kind.roles]
        if not mine:
            continue
        here = Q(**{field: name})
        found |= here & Q(**{f"{kind.place}__in": [p[kind.place] for p in mine]}) if kind.place else here
    return found


def is_staffed(desk: str, places: dict[str, Any]) -> bool:
    """Whether somebody is posted today at that desk for a ticket with these places (ward, facility, province)."""
    kind = KINDS[desk]
    posted = Posting.objects.valid_on(timezone.localdate()).filter(role__in=kind.roles, user__is_active=True)
    if kind.place:
        place = places.get(kind.place)
        return place is not None and posted.filter(**{kind.place: place}).exists()
    return posted.exists()


def choices_for(places: dict[str, Any], but: str = "") -> list[tuple[str, str | Promise]]:
    """The staffed desks for a ticket with these places, except `but`."""
    return [(desk.value, desk.label) for desk in Desk if desk != but and is_staffed(desk, places)]
