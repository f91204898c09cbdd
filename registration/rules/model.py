"""What a rule set consists of, as values that cannot change. `reading.py` makes them from `data/rules.toml`.

`article` is a reference as the file writes it ("D 89.1"); in a `Line` it is already written out in the reader's
language. `certainty` says how sure we are: see the head of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.calendar.deadlines import Amount

Lang = str  # "vi" or "en"


class Certainty(StrEnum):
    CONFIRMED = "confirmed"
    BELIEVED = "believed"
    CHECK = "check"


class Effect(StrEnum):
    """What an answer of the wizard leads to (head of [outcomes] in the file), weightiest first."""

    STOP = "stop"
    TALK_FIRST = "talk_first"
    CONFIRM_FIRST = "confirm_first"
    PREPARE_ONLY = "prepare_only"
    NOTE = "note"


@dataclass(frozen=True)
class Document:
    """A law, decree or circular that the rules cite."""

    key: str
    number: str
    vi: str
    en: str
    in_force_on: date

    def name(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Named:
    """A body or person of the law; `desk` is police, committee, facility or citizen."""

    key: str
    vi: str
    en: str
    desk: str
    article: str = ""

    def name(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.vi

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class Deadline:
    """So much time after `from_event`, or (`before`) at the latest so much time ahead of it."""

    amount: Amount
    from_event: str
    article: str
    before: bool = False
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True)
class Length:
    """How long something lasts: `number` of `unit` (hours, days, working_days, months); `at_least` opens a range."""

    number: int
    unit: str
    article: str
    at_least: int | None = None
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True)
class Place:
    """A form of treatment, as `intended_place` names it, with the ages for which it is open."""

    key: str
    vi: str
    en: str
    from_age: int
    below_age: int | None
    needs_stable_residence: bool
    article: str
    certainty: Certainty = Certainty.CONFIRMED
    certificate: str = "completion_certificate"
    """Key of the form that certifies completion at this place."""

    def name(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.vi

    def is_open_for(self, age: int, *, stable_residence: bool = True) -> bool:
        """Is this place open for somebody of that age, with or without a stable residence?"""
        young_enough = self.below_age is None or age < self.below_age
        return self.from_age <= age and young_enough and (stable_residence or not self.needs_stable_residence)


@dataclass(frozen=True)
class OfficialForm:
    """A form of the decree's appendix; `signed_by` is a key of [people]."""

    key: str
    number: str
    vi: str
    en: str
    signed_by: str
    article: str
    certainty: Certainty = Certainty.CONFIRMED

    def name(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.vi

    def label(self, lang: Lang) -> str:
        """ "Mẫu số 22" / "form 22"."""
        number = self.number.split()[-1]
        return f"form {number}" if lang == "en" else f"Mẫu số {number}"


@dataclass(frozen=True)
class Stage:
    """One of the overlapping stages of treatment."""

    key: str
    number: int
    vi: str
    en: str
    starts: str
    article: str
    at_least: Length | None = None
    at_most: Length | None = None

    def name(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Money:
    """`factor` base salaries, once or monthly."""

    factor: Decimal
    times: str
    article: str
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True)
class BaseSalary:
    """The base salary from a day on, in đồng a month."""

    from_day: date
    dong: int
    certainty: Certainty


@dataclass(frozen=True)
class ReportPeriod:
    """A reporting period by month and day; it begins in the year before the one it is named after."""

    key: str
    first: tuple[int, int]
    last: tuple[int, int]
    report_on: tuple[int, int]
    article: str

    def dates(self, year: int) -> tuple[date, date, date]:
        """(first day, last day, day of the report) of the period reported on in `year`."""
        return date(year - 1, *self.first), date(year, *self.last), date(year, *self.report_on)


@dataclass(frozen=True)
class Writers:
    """Who may write the application, and which of them represent somebody under age."""

    may_write: tuple[str, ...]
    represent_minor: tuple[str, ...]
    article: str


@dataclass(frozen=True)
class Line:
    """One sentence for the citizen, in one language, with where it is written and when that was last compared."""

    key: str
    text: str
    article: str
    checked_on: date
    certainty: Certainty = Certainty.CONFIRMED
    effect: Effect | None = None

    @property
    def to_check(self) -> bool:
        """Say "check the article" beside it."""
        return self.certainty is Certainty.CHECK


@dataclass(frozen=True)
class Section:
    """Some lines under a title."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sentence:
    """A line before it is rendered: both languages, the reference, and under which conditions it is said."""

    key: str
    words: Mapping[Lang, str]
    article: str
    checked_on: date
    certainty: Certainty
    when: tuple[str, ...] = ()
    effect: Effect | None = None


@dataclass(frozen=True)
class Chapter:
    """A section before it is rendered."""

    key: str
    title: Mapping[Lang, str]
    sentences: tuple[Sentence, ...]
