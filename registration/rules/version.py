"""One version of the law and its answers: deadlines, lengths, forms, places, and the sentences for the citizen.

Made by `reading.py` from `data/rules.toml`, handed out by `ruleset.py`; the parts are in `model.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from portal.calendar.deadlines import VIETNAM, add_months, deadline, deadline_before

from .clock_rules import Ground, Step, WarningRule
from .conditions import holds
from .model import (
    BaseSalary,
    Chapter,
    Deadline,
    Document,
    Lang,
    Length,
    Line,
    Money,
    Named,
    OfficialForm,
    Place,
    ReportPeriod,
    Section,
    Sentence,
    Stage,
    Writers,
)
from .wording import cite, fill


class NoSuchRule(KeyError):
    """This version of the law has no such deadline, length, form or outcome."""


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One version of the law, with all its answers. Languages are "vi" and "en"."""

    version: str
    valid_from: date
    valid_to: date | None
    source: tuple[str, ...]
    form_version: str
    paper_version: str
    checked_on: date
    documents: Mapping[str, Document]
    people: Mapping[str, Named]
    receiving_body: Named
    deciding_officer: Named
    aftercare_officer: Named
    deadlines: Mapping[str, Deadline]
    lengths: Mapping[str, Length]
    from_age: int
    adult_age: int
    writers: Writers
    places: Mapping[str, Place]
    official_forms: Mapping[str, OfficialForm]
    stages: tuple[Stage, ...]
    report_periods: Mapping[str, ReportPeriod]
    base_salaries: tuple[BaseSalary, ...]
    money: Mapping[str, Money]
    followup_months: tuple[int, ...]
    warnings: Mapping[str, WarningRule]
    grounds: Mapping[str, Ground]
    steps: Mapping[str, Step]
    case_desks: tuple[str, ...]
    place_codes: frozenset[str]
    first_century: int
    _values: Mapping[Lang, Mapping[str, str]]
    _outcomes: Mapping[str, Sentence]
    _crossing: tuple[Sentence, ...]
    _afterwards: tuple[Chapter, ...]
    _bring: tuple[Sentence, ...]

    @property
    def forms(self) -> Mapping[str, str]:
        """Key -> number of the official form: forms["application"] is "F 20" in version B."""
        return MappingProxyType({key: form.number for key, form in self.official_forms.items()})

    @property
    def determination_valid_months(self) -> int:
        """A result of the determination may be used for so many months."""
        return self.lengths["determination_valid"].number

    def due(self, name: str, moment: datetime) -> datetime:
        """When deadline `name` is over, for its event at `moment` (aware). Raises NoSuchRule."""
        rule = self.deadlines.get(name)
        if rule is None:
            raise NoSuchRule(f"version {self.version} has no deadline {name!r}")
        return (deadline_before if rule.before else deadline)(moment, rule.amount)

    def grounds_for(self, clock: str) -> dict[str, Ground]:
        """The grounds on which the clock of that name may stand still, by key."""
        return {key: ground for key, ground in self.grounds.items() if clock in ground.clocks}

    def certificate_for(self, place: str) -> OfficialForm:
        """The form that certifies completion where the person was treated (the police desk's where unknown)."""
        known = self.places.get(place)
        return self.official_forms[known.certificate if known else "completion_certificate"]

    def term(self, earlier_count: int) -> Length:
        """Length of treatment for somebody with so many earlier voluntary ones (a range in version A)."""
        return self.lengths["treatment_repeat" if earlier_count else "treatment_first"]

    def term_months(self, earlier_count: int) -> int:
        """The whole term in months; where the law gives a range, its longest."""
        return self.term(earlier_count).number

    def term_ends(self, started_on: date, earlier_count: int) -> date:
        """The last day of the term that began on `started_on`."""
        return add_months(started_on, self.term_months(earlier_count))

    def aftercare_ends(self, began_on: date) -> date:
        """The last day of aftercare after voluntary rehabilitation."""
        return add_months(began_on, self.lengths["aftercare"].number)

    def places_for(self, age: int, *, stable_residence: bool = True) -> list[Place]:
        """Where somebody of that age may be treated."""
        return [place for place in self.places.values() if place.is_open_for(age, stable_residence=stable_residence)]

    def base_salary(self, day: date) -> BaseSalary:
        """The base salary in force on `day`."""
        return max((one for one in self.base_salaries if one.from_day <= day), key=lambda one: one.from_day)

    def dong(self, name: str, day: date) -> int:
        """Money rule `name` in đồng on `day`. Look at both certainties before showing it to anybody."""
        if name not in self.money:
            raise NoSuchRule(f"version {self.version} has no money rule {name!r}")
        return int(self.money[name].factor * self.base_salary(day).dong)

    def cite(self, article: str, lang: Lang) -> str:
        """A reference of the file in words."""
        return cite(article, self.documents, lang)

    def crossing(self, lang: Lang) -> list[Line]:
        """The honest lines before any identity is asked, in order."""
        return [self._line(sentence, lang) for sentence in self._crossing]

    def afterwards(self, lang: Lang) -> list[Section]:
        """ "What happens after I register", section by section."""
        return [
            Section(chapter.key, chapter.title[lang], tuple(self._line(one, lang) for one in chapter.sentences))
            for chapter in self._afterwards
        ]

    def what_to_bring(self, answers: Mapping[str, Any], lang: Lang, today: date | None = None) -> list[Line]:
        """What this person brings to the desk, from the answers of the wizard (contract's field names)."""
        today = today or timezone.localdate(timezone=VIETNAM)
        return [
            self._line(sentence, lang)
            for sentence in self._bring
            if all(holds(name, answers, self.adult_age, today) for name in sentence.when)
        ]

    def outcome(self, key: str, lang: Lang) -> Line:
        """What an outcome of `eligibility.route` means, for the citizen, with its effect."""
        if key not in self._outcomes:
            raise NoSuchRule(f"version {self.version} has no outcome {key!r}")
        return self._line(self._outcomes[key], lang)

    def _line(self, sentence: Sentence, lang: Lang) -> Line:
        return Line(
            sentence.key,
            fill(sentence.words[lang], self._values[lang]),
            self.cite(sentence.article, lang),
            sentence.checked_on,
            sentence.certainty,
            sentence.effect,
        )
