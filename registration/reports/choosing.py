"""What a reader chose on a reports page: period, area, indicator, and how to split it; out of the address, tolerantly.

An unknown period, indicator or split falls back to the usual one; an area that the reader may not see does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from . import facts, periods
from .areas import Area, View
from .indicators import Indicator, indicators
from .periods import Period


@dataclass(frozen=True)
class Choice:
    """A page of the reports."""

    view: View
    period: Period
    area: Area
    indicator: Indicator
    by: str

    def url(self, name: str = "reports:sheet", **changes: str) -> str:
        """The address of this page with something changed."""
        return f"{reverse(name)}?{urlencode(self.query() | changes)}"

    def query(self) -> dict[str, str]:
        return {
            "period": self.period.slug,
            "area": self.area.code,
            "indicator": self.indicator.code,
            "by": self.by,
        }

    @property
    def splits(self) -> tuple[str, ...]:
        """The ways to split a figure of this area: a ward has no wards, and `from_province` figures none by ward."""
        without_wards = self.area.is_ward or self.indicator.from_province
        return tuple(one for one in facts.DIMENSIONS if not (one == "ward" and without_wards))


def choice(view: View, asked: Mapping[str, str]) -> Choice:
    """The page asked for; Http404 for an area that this reader does not see, or who sees none at all."""
    area = view.area(asked.get("area", "")) if asked.get("area") else next(iter(view.areas), None)
    if area is None:
        raise Http404
    period = periods.parse(asked.get("period", ""))
    if period is None or period.kind not in periods.KINDS or not period.has_begun():
        period = periods.current()
    shown = [one for one in indicators().values() if view.shows(one, area) and one.in_force(period.first, period.last)]
    splitting = {one.code: one for one in shown if one.splits}
    usual = splitting.get("received") or next(iter(splitting.values()))
    found = Choice(view, period, area, splitting.get(asked.get("indicator", ""), usual), "")
    by = asked.get("by", "")
    return Choice(view, period, area, found.indicator, by if by in found.splits else found.splits[0])
