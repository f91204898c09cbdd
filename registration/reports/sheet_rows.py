"""The rows of the reports page: figures in words, grouped, and the breakdown of one of them with its bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from . import words
from .choosing import Choice
from .figures import ORIGINS, TYPED, Figure, Sheet, figures, place_targets
from .indicators import GROUPS, UNITS


@dataclass(frozen=True)
class Row:
    """One figure as it is shown."""

    figure: Figure
    label: str
    definition: str
    value: str
    before: str
    change: str
    target: str
    progress: int | None
    progress_text: str
    origin: str
    split_url: str
    list_url: str


@dataclass(frozen=True)
class Bar:
    """One value of the breakdown; `width` and `width_before` are out of 100."""

    label: str
    value: str
    before: str
    width: float
    width_before: float
    behind: str
    target: str
    list_url: str


def groups(choice: Choice, sheet: Sheet, before: Sheet | None) -> list[tuple[str, list[Row]]]:
    """The figures that this reader sees, by group."""
    found: dict[str, list[Row]] = {}
    for figure in figures(sheet, before):
        if choice.view.shows(figure.indicator, choice.area):
            found.setdefault(figure.indicator.group, []).append(_row(choice, figure))
    return [(str(GROUPS[key]), rows) for key, rows in found.items()]


def _row(choice: Choice, figure: Figure) -> Row:
    one, unit, last = figure.indicator, figure.indicator.unit, choice.period.last
    origin = str(ORIGINS[figure.origin])
    if figure.origin == TYPED and one.police_data:
        origin = _("typed in, data of the police")
    if figure.source_note:
        origin = f"{origin} ({figure.source_note})"
    drills = bool(one.drills) and choice.view.drills_into(choice.area) and bool(figure.parts[0])
    return Row(
        figure,
        one.label(last),
        one.definition(last),
        words.number(figure.value, unit),
        words.number(figure.before, unit),
        words.number(figure.change, unit, signed=True),
        words.number(figure.target, unit),
        figure.progress,
        _("target reached") if figure.reached else _("%(percent)s %% of the target") % {"percent": figure.progress},
        origin,
        choice.url(indicator=one.code) + "#breakdown" if one.splits else "",
        choice.url("reports:list", indicator=one.code) if drills else "",
    )


def bars(choice: Choice, sheet: Sheet, before: Sheet | None) -> list[Bar]:
    """The chosen figure by the chosen split, the most first where it is by ward."""
    one, by = choice.indicator, choice.by
    now = sheet.split(one, by)
    earlier = before.split(one, by) if before else {}
    labels = words.value_labels(by, sorted(now.keys() | earlier.keys()))
    values = [key for key in labels if key in now or key in earlier]
    if by == "ward":
        values.sort(key=lambda key: -(now.get(key, (None,))[0] or Decimal(0)))
    numbers = [number for side in (now, earlier) for number, _parts in side.values() if number is not None]
    longest = max([*numbers, Decimal(100) if one.unit == "percent" else Decimal(1)])
    targets = place_targets(choice.area, choice.period) if by == "place" else {}

    def made() -> Iterator[Bar]:
        for key in values:
            value, parts = now.get(key, (None, ()))
            was = earlier.get(key, (None, ()))[0]
            behind = f"{words.number(parts[0])} / {words.number(parts[1])}" if len(parts) == 2 and one.share else ""
            drills = bool(one.drills) and choice.view.drills_into(choice.area) and bool(parts and parts[0])
            yield Bar(
                labels[key],
                words.number(value, one.unit),
                words.number(was, one.unit),
                float((value or 0) / longest * 100),
                float((was or 0) / longest * 100),
                behind,
                words.number(targets[one.code, key], one.unit) if (one.code, key) in targets else "",
                choice.url("reports:list", value=key) if drills else "",
            )

    return list(made())


def unit_of(choice: Choice) -> str:
    """The unit of the chosen figure in words."""
    return str(UNITS[choice.indicator.unit])
