"""What the inbox shows: a group of files, filters and an order, read out of the address; kept in saved views.

The address carries keys only (states, places, ward codes), never a person's word; whatever it does not understand is
left out, so that no address is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import covers, shift
from .desks import Desks
from .states import OPEN, TABS, Status

WORK = "work"
ME, NOBODY = "me", "nobody"
WHO = {ME: _("Mine, and what I cover"), NOBODY: _("Nobody's yet")}
DUE_SOONEST, NEWEST = "", "newest"
ORDERS = {DUE_SOONEST: _("The most urgent first"), NEWEST: _("The last changed first")}
DUE = {
    shift.OVER: _("Over time"),
    shift.BEFORE_MORNING: _("Before morning"),
    shift.TODAY: pgettext_lazy("due", "Today"),
    shift.LATER: pgettext_lazy("due", "Later"),
}
PLACES = ("home_community", "public_facility", "reformatory_school", "private_facility")
FURTHEST_PAGE = 200


@dataclass(frozen=True)
class Filters:
    """Every field is a key, or empty for "all". `tab` is `work`, `all` or a key of `states.TABS`."""

    tab: str = WORK
    state: str = ""
    place: str = ""
    who: str = ""
    due: str = ""
    ward: str = ""
    order: str = DUE_SOONEST
    page: int = 1

    @property
    def chosen(self) -> dict[str, str]:
        """What differs from the plain view of the tab, without the page."""
        return {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if one.name not in {"tab", "page"} and getattr(self, one.name)
        }

    def address(self, **changes: object) -> str:
        """The query string of this view, with `changes`; a change leads to the first page."""
        changed = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]  # keys of this class
        known = {"tab": changed.tab} | changed.chosen | ({"page": changed.page} if changed.page > 1 else {})
        return "?" + urlencode(known)

    @property
    def kept(self) -> dict[str, str]:
        """What a saved view holds."""
        return {"tab": self.tab} | self.chosen


def read(given: Mapping[str, str], desks: Desks) -> Filters:
    """The filters of an address or a saved view; unknown keys and values are left out."""

    def one_of(name: str, allowed: object) -> str:
        value = str(given.get(name, ""))
        return value if value in allowed else ""  # type: ignore[operator]

    page = str(given.get("page", "1"))
    return Filters(
        tab=one_of("tab", {WORK, "all", *TABS}) or WORK,
        state=one_of("state", set(Status.values)),
        place=one_of("place", PLACES),
        who=one_of("who", WHO),
        due=one_of("due", DUE),
        ward=one_of("ward", desks.roles),
        order=one_of("order", ORDERS),
        page=min(int(page), FURTHEST_PAGE) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
    )


def condition(filters: Filters, mine: "covers.Mine", now: datetime) -> Q:
    """The filters as a condition on registrations, beside what one may see."""
    found = tab_condition(filters.tab, mine, now)
    if filters.state:
        found &= Q(status=filters.state)
    if filters.place:
        found &= Q(place=filters.place)
    if filters.ward:
        found &= Q(ward=filters.ward)
    if filters.who:
        found &= mine.assigned if filters.who == ME else mine.unassigned
    if filters.due:
        found &= next(part.due for part in shift.parts(now) if part.key == filters.due)
    return found


def tab_condition(tab: str, mine: "covers.Mine", now: datetime) -> Q:
    """`work` is what one has to look at now: mine or nobody's; at the desk's turn, or due before the day is over."""
    if tab == WORK:
        horizon = shift.parts(now)[-1].start
        at_hand = Q(status__in=TABS["desk"]) | Q(status__in=OPEN, due_at__lt=horizon)
        return at_hand & (mine.assigned | mine.unassigned)
    return Q(status__in=TABS[tab]) if tab in TABS else Q()


def order_by(filters: Filters) -> tuple[str | OrderBy, ...]:
    if filters.order == NEWEST or (filters.tab == "done" and not filters.order):
        return ("-changed_at", "pk")
    return (F("due_at").asc(nulls_last=True), "-changed_at", "pk")
