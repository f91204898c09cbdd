"""The figures of a report: every indicator of an area and period, beside the period before and the target.

Where a number comes from is said with it: computed from registrations, typed in (with its source), given by another
room, or not there. What is not there is never shown as nought, and a share of nothing is no share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.delivered import Wanted, delivered

from . import facts
from .areas import Area, ward_numbers
from .indicators import FROM_FACTS, Indicator, indicators, measures
from .models import Target, TypedNumber
from .periods import Period

COMPUTED, TYPED, GIVEN, MISSING = "computed", "typed", "given", "missing"
ORIGINS = {
    COMPUTED: pgettext_lazy("origin of a number", "counted by the portal"),
    TYPED: pgettext_lazy("origin of a number", "typed in"),
    GIVEN: pgettext_lazy("origin of a number", "counted by the portal"),
    MISSING: pgettext_lazy("origin of a number", "not delivered yet"),
}
Numbers = Mapping[str, float | None]


@dataclass(frozen=True)
class Figure:
    """One indicator with its value; `parts` are the measures behind it (None: not there)."""

    indicator: Indicator
    value: Decimal | None
    parts: tuple[float | None, ...]
    origin: str = COMPUTED
    source_note: str = ""
    before: Decimal | None = None
    target: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        """How much more than in the period before."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def progress(self) -> int | None:
        """Percent of the target reached, at most 100."""
        if self.value is None or not self.target:
            return None
        return min(100, int(self.value / self.target * 100))

    @property
    def reached(self) -> bool:
        return self.value is not None and self.target is not None and self.value >= self.target


@dataclass(frozen=True)
class Sheet:
    """All numbers of one area and period; `cube` splits those that come from registrations."""

    area: Area
    period: Period
    cube: facts.Cube
    numbers: Numbers
    origins: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)

    def figure(self, indicator: Indicator, before: "Sheet | None" = None, target: Decimal | None = None) -> Figure:
        """One indicator of this sheet, compared with the same of another."""
        parts = tuple(self.numbers.get(code) for code in indicator.parts)
        origins = {self.origins[code] for code in indicator.parts}
        origin = next((one for one in (MISSING, TYPED, GIVEN) if one in origins), COMPUTED)
        notes = "; ".join(dict.fromkeys(self.notes[code] for code in indicator.parts if self.notes.get(code)))
        known = before is not None and indicator.in_force(before.period.first, before.period.last)
        earlier = before.figure(indicator).value if before is not None and known else None
        return Figure(indicator, value_of(indicator, self.numbers), parts, origin, notes, earlier, target)

    def split(self, indicator: Indicator, dimension: str) -> dict[str, tuple[Decimal | None, tuple[float, ...]]]:
        """The indicator by the values of a dimension, with the measures behind each; empty where it does not split."""
        if not indicator.splits:
            return {}
        found = {}
        for value, cube in self.cube.by(dimension).items():
            numbers = {code: cube.total(code) for code in indicator.parts}
            found[value] = (value_of(indicator, numbers), tuple(numbers.values()))
        return found


def value_of(indicator: Indicator, numbers: Numbers) -> Decimal | None:
    """A count as it is, a share in percent and a mean with one decimal; None where a part is missing or nothing."""
    parts = [numbers.get(code) for code in indicator.parts]
    if any(part is None for part in parts):
        return None
    if indicator.count:
        return Decimal(round(parts[0] or 0))
    top, bottom = Decimal(str(parts[0])), Decimal(str(parts[1]))
    if not bottom:
        return None
    return (top / bottom * (100 if indicator.share else 1)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def sheet(area: Area, period: Period, now: datetime | None = None) -> Sheet:
    """All numbers of an area and period as they stand at `now`."""
    return sheets(area, [period], now)[0]


def compared(area: Area, period: Period, now: datetime | None = None) -> tuple[Sheet, Sheet | None]:
    """The sheet of a period and that of the period before, counted together."""
    found = sheets(area, [period, period.before] if period.before else [period], now)
    return found[0], found[1] if len(found) > 1 else None


def sheets(area: Area, periods: Sequence[Period], now: datetime | None = None) -> list[Sheet]:
    """A sheet for each period; the registrations are read once for all."""
    now = now or timezone.now()
    cubes = facts.count_all(area.wards(), periods, now)
    return [_sheet(area, period, cube, now) for period, cube in zip(periods, cubes, strict=True)]


def _sheet(area: Area, period: Period, cube: facts.Cube, now: datetime) -> Sheet:
    wards = ward_numbers(area, min(period.until, now))
    given = delivered(Wanted(period.since, min(period.until, now), area.province, area.code if area.is_ward else ""))
    typed = {one.measure: one for one in typed_numbers(area, period)}
    numbers: dict[str, float | None] = {}
    origins, notes = {}, {}
    for code, measure in measures().items():
        numbers[code], origins[code] = None, MISSING
        if measure.kind in FROM_FACTS:
            numbers[code], origins[code] = cube.total(code), COMPUTED
        elif measure.kind == "wards":
            numbers[code], origins[code] = wards[measure.which], COMPUTED
        elif code in given:
            numbers[code], origins[code] = given[code], GIVEN
        elif code in typed:
            numbers[code], origins[code] = typed[code].value, TYPED
            notes[code] = typed[code].source
    return Sheet(area, period, cube, numbers, origins, notes)


def typed_numbers(area: Area, period: Period) -> list[TypedNumber]:
    """What was typed in for exactly this area and period."""
    return list(TypedNumber.objects.filter(**at(area), kind=period.kind, year=period.year))


def targets(area: Area, period: Period, place: str = "") -> dict[str, Decimal]:
    """Indicator -> target: what was typed in for this area and period; else, for all places, the plan's own."""
    rows = Target.objects.filter(**at(area), kind=period.kind, year=period.year, place=place)
    plans = {} if place else {one.code: Decimal(one.target) for one in indicators().values() if one.target is not None}
    return plans | {row.indicator: row.value for row in rows}


def place_targets(area: Area, period: Period) -> dict[tuple[str, str], Decimal]:
    """(indicator, place of treatment) -> target."""
    rows = Target.objects.filter(**at(area), kind=period.kind, year=period.year).exclude(place="")
    return {(row.indicator, row.place): row.value for row in rows}


def at(area: Area) -> dict[str, str | None]:
    """The look-up of what belongs to exactly this area."""
    return {"province_id": area.province, "ward_id": area.code if area.is_ward else None}


def figures(now_sheet: Sheet, before: Sheet | None = None) -> list[Figure]:
    """Every indicator in force in the sheet's period, in the order of the file."""
    period, wanted = now_sheet.period, targets(now_sheet.area, now_sheet.period)
    return [
        now_sheet.figure(one, before, wanted.get(one.code))
        for one in indicators().values()
        if one.in_force(period.first, period.last)
    ]
