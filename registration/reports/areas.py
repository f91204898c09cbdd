"""For which part of the country a report counts: a ward, a province, or everything; and which of them a user sees.

Desks see their wards, a coordinator the provinces of today's postings and each ward in them. The permission is the
list itself: an address that is not in it is answered like one that does not exist.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, Posting, Role, User
from portal.places.models import Province, Ward

from .indicators import Indicator, indicators

READERS = (*sorted(POLICE_DESK), *sorted(COMMITTEE_DESK), Role.COORDINATOR)


@dataclass(frozen=True)
class Area:
    """`code` has two digits (a province), five (a ward), or is empty (the country)."""

    code: str
    name: str
    province: str = ""

    @property
    def is_ward(self) -> bool:
        return len(self.code) == 5

    def wards(self) -> list[str]:
        """The codes of its wards, those included that were merged into others: history keeps them."""
        if self.is_ward:
            return [self.code]
        return list(Ward.objects.filter(province=self.code).values_list("code", flat=True))


@dataclass(frozen=True)
class View:
    """What one user sees of the reports today."""

    areas: tuple[Area, ...]
    provinces: frozenset[str]
    police_wards: frozenset[str]
    committee_wards: frozenset[str]

    def area(self, code: str) -> Area | None:
        """The area of a code that this user sees."""
        return next((one for one in self.areas if one.code == code), None)

    def shows(self, indicator: Indicator, area: Area) -> bool:
        """Whether this user sees a figure of this area: the committee desk from the decision on."""
        if area.is_ward and indicator.from_province:
            return False
        return self.coordinates(area) or not indicator.before_decision or area.code in self.police_wards

    def shows_code(self, code: str, area: Area) -> bool:
        """The same by the indicator's code; what is no longer counted is not shown."""
        one = indicators().get(code)
        return one is not None and self.shows(one, area)

    def coordinates(self, area: Area) -> bool:
        """Whether the user is coordinator of this province or of the ward's province."""
        return area.province in self.provinces

    def reports_for(self, area: Area) -> bool:
        """Whether the user writes the reports of this area: a ward's police desk, a province's coordinator."""
        return area.code in self.police_wards | self.provinces

    def drills_into(self, area: Area) -> bool:
        """Whether the registrations behind a number may be listed: at one's own desk only."""
        return area.code in self.police_wards | self.committee_wards


def view_of(user: User) -> View:
    """The areas of today's postings, provinces first."""
    roles: dict[str, set[str]] = {"police": set(), "committee": set(), "province": set()}
    for role, ward, province in user.postings_today().values_list("role", "ward_id", "province_id"):
        if role in POLICE_DESK and ward:
            roles["police"].add(ward)
        elif role in COMMITTEE_DESK and ward:
            roles["committee"].add(ward)
        elif role == Role.COORDINATOR and province:
            roles["province"].add(province)
    provinces = Province.objects.filter(code__in=roles["province"]).order_by("code")
    desks = roles["police"] | roles["committee"]
    wards = Ward.objects.filter(code__in=desks) | Ward.objects.filter(province__in=roles["province"], valid_to=None)
    areas = [Area(one.code, one.official_name, one.code) for one in provinces]
    areas += [Area(one.code, one.official_name, one.province_id) for one in wards.order_by("province", "folded")]
    return View(tuple(areas), frozenset(roles["province"]), frozenset(roles["police"]), frozenset(roles["committee"]))


def ward_numbers(area: Area, until: datetime) -> dict[str, int]:
    """The measures of kind "wards" at the end of a period: all, with a police desk, accepting filings."""
    day = timezone.localdate(min(until, timezone.now()) - timedelta(seconds=1))
    wards = Ward.objects.valid_on(day)
    if area.code:
        wards = wards.filter(**{"code" if area.is_ward else "province": area.code})
    with_desk = Posting.objects.valid_on(day).with_role(*POLICE_DESK).filter(user__is_active=True).values("ward")
    accepting = wards.filter(filing_mode=Ward.FilingMode.ACCEPT, filing_from__lte=day).exclude(filing_basis="")
    return {
        "all": wards.count(),
        "with_desk": wards.filter(pk__in=with_desk).count(),
        "accepting": accepting.count(),
    }


def country() -> Area:
    """Everything: for the public counts."""
    return Area("", _("The whole country"))
