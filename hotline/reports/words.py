"""The figures in words: names of totals, of parts and of their values, and how a number is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from hotline.conversations.states import Channel, Outcome
from hotline.line.topics import topic_words
from hotline.referrals.states import State as ReferralState
from hotline.reports.figures import Figures
from hotline.reports.small_cells import is_small, without_small
from portal.places.models import Province
from portal.ui.formats import vn_date

TITLES = {
    "day": gettext_lazy("Conversations by day"),
    "hour": gettext_lazy("Conversations by hour of the day"),
    "channel": gettext_lazy("Conversations by channel"),
    "topic": gettext_lazy("Conversations by topic"),
    "province": gettext_lazy("Conversations by province, where it was said"),
    "outcome": gettext_lazy("How conversations ended"),
    "score": gettext_lazy("Satisfaction, from 1 to 5"),
    "referral": gettext_lazy("Referrals and where they stand"),
}
HIDDEN = pgettext_lazy("figures", "under 5")


@dataclass(frozen=True)
class Bar:
    """One row of a chart that is a table."""

    label: str
    value: str
    width: float


@dataclass(frozen=True)
class Part:
    """One chart."""

    name: str
    title: str
    bars: list[Bar]


def parts(found: Figures, *, hide_small: bool) -> list[Part]:
    """Every chart; small numbers only on the supervisor's own page."""
    names = dict(Province.objects.values_list("code", "name"))
    shown = []
    for name, title in TITLES.items():
        rows = found.parts[name]
        numbers: list[tuple[Any, int | None]] = without_small(rows) if hide_small else list(rows)
        most = max((number or 0 for _value, number in numbers), default=0) or 1
        bars = [
            Bar(
                _label(name, value, found, names),
                str(HIDDEN) if number is None else number_format(number, use_l10n=True, force_grouping=True),
                100 * (number or 0) / most,
            )
            for value, number in numbers
        ]
        shown.append(Part(name, str(title), bars))
    return shown


def _label(name: str, value: Any, found: Figures, provinces: dict[str, str]) -> str:
    if name == "day":
        return f"{value:%m/%Y}" if found.by_month else vn_date(value)
    if name == "hour":
        return f"{value}:00–{value + 1}:00"
    if name == "topic":
        return topic_words(value, get_language() or "vi")
    if name == "province":
        return provinces.get(value, value)
    words: dict[str, Any] = {"channel": Channel, "outcome": Outcome, "referral": ReferralState}
    return str(words[name](value).label) if name in words else str(value)


def totals(found: Figures, *, hide_small: bool) -> list[tuple[str, str, str]]:
    """Name, value and a note of every figure, in order."""
    return [(name, value, note) for name, value, note in _totals(found.totals, hide_small)]


def _totals(t: Any, hide: bool) -> Iterator[tuple[str, str, str]]:
    contacts = t["contacts"]
    yield _("Conversations begun"), _count(contacts, hide), ""
    yield _("Answered within 60 seconds"), _share(t["in_time"], contacts, hide), _("of those begun")
    yield _("Answered at all"), _share(t["answered"], contacts, hide), _("of those begun")
    yield _("Left before an answer"), _share(t["abandoned"], contacts, hide), _("ended by the person or the service")
    yield _("Wait for the first answer, median"), _time(t["wait_median"]), _("nights included")
    yield _("Wait for the first answer, 9 of 10 under"), _time(t["wait_p90"]), _("nights included")
    yield _("Time from taking to the end, median"), _time(t["handling_median"]), ""
    yield _("Time from taking to the end, average"), _time(t["handling_mean"]), ""
    yield _("Signs of danger to life"), _count(t["danger"], hide), pgettext("figures", "conversations")
    yield pgettext("figures", "Erased"), _count(t["erased"], hide), _("their figures stay")
    yield pgettext("figures", "Satisfaction"), _score(t["mean_score"], t["scored"], hide), _answers(t["scored"], hide)
    yield _("Felt heard"), _share(t["heard"], t["heard_asked"], hide), _answers(t["heard_asked"], hide)
    yield pgettext("figures", "Referrals"), _count(t["referrals"], hide), ""
    yield _("Ways to registering shown"), _count(t["handovers"], hide), _("only counted: nobody knows who went on")
    yield _("Handed to a colleague"), _count(t["transfers"], hide), ""
    yield _("Back to the queue"), _count(t["released"], hide), ""
    yield _("Texts sent"), _count(t["sms_texts"], hide), _("%(count)s segments") % {"count": t["sms_segments"]}
    yield _("Cost of texts"), _("%(dong)s đồng") % {"dong": number_format(t["sms_cost"], force_grouping=True)}, ""


def _count(number: int, hide: bool) -> str:
    return str(HIDDEN) if hide and is_small(number) else number_format(number, force_grouping=True)


def _share(part: int, whole: int, hide: bool) -> str:
    if not whole:
        return "–"
    if hide and (is_small(part) or is_small(whole) or is_small(whole - part)):
        return str(pgettext("figures", "too few to say"))
    return f"{number_format(100 * part / whole, 1)} %"


def _score(score: float | None, scored: int, hide: bool) -> str:
    if score is None:
        return "–"
    return str(pgettext("figures", "too few to say")) if hide and is_small(scored) else number_format(score, 1)


def _answers(number: int, hide: bool) -> str:
    if hide and is_small(number):
        return str(HIDDEN)
    return ngettext("%(count)s answer", "%(count)s answers", number) % {"count": number}


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 120:
        return ngettext("%(count)s second", "%(count)s seconds", whole) % {"count": whole}
    minutes = round(seconds / 60)
    if minutes < 120:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("%(count)s hours") % {"count": number_format(seconds / 3600, 1)}


def days(first: date, last: date) -> str:
    """The time of the figures in words."""
    return pgettext("figures", "%(first)s to %(last)s") % {"first": vn_date(first), "last": vn_date(last)}
