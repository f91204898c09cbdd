"""Reads `data/rules.toml` into RuleSets, strictly: a mistake of the file is found here and said clearly.

Found: unknown keys, missing articles, unreadable references, unknown people, places, conditions, units, overlapping
versions, a name in a sentence that no table fills. Both languages of every sentence are filled once as a check.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any

from portal.calendar.deadlines import Amount, Unit

from .clock_rules import Ground, Step, WarningRule, read_ground, read_warning
from .model import (
    BaseSalary,
    Certainty,
    Deadline,
    Document,
    Length,
    Money,
    Named,
    OfficialForm,
    Place,
    ReportPeriod,
    Stage,
    Writers,
)
from .sentences import Plain, Sentences, values_for
from .tables import RulesError, Table
from .version import RuleSet
from .wording import OWN, UNITS, BadReference, cite

DATA = Path(__file__).parent / "data" / "rules.toml"
LANGS = ("vi", "en")
REQUIRED_LENGTHS = ("treatment_first", "treatment_repeat", "aftercare", "determination_valid")

__all__ = ["DATA", "RulesError", "read_rules"]


def read_rules(text: str) -> Mapping[str, RuleSet]:
    """All versions of the file, oldest first. Raises RulesError with the place of the first mistake."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"not readable as TOML: {error}") from error
    versions = Table("versions", content.get("versions", {}))
    names = list(content.get("versions", {}))
    found = {name: _Reader(name, names, content).read(table) for name, table in versions.items()}
    rules = sorted(found.values(), key=lambda one: one.valid_from)
    for earlier, later in pairwise(rules):
        if earlier.valid_to is None or earlier.valid_to + timedelta(days=1) != later.valid_from:
            raise RulesError(f"versions: {earlier.version} must end the day before {later.version} begins")
    return {one.version: one for one in rules}


class _Reader:
    """Reads the file once for one version: of every topic, the entry of that version."""

    def __init__(self, version: str, versions: list[str], content: dict[str, Any]) -> None:
        self.version = version
        self.versions = versions
        self.root = Table("rules", content)
        self.root.get("versions", dict)

    def read(self, head: Table) -> RuleSet:
        meta = self.root.table("meta")
        self.checked_on = meta.get("checked_on", date)
        meta.get("sources", str)
        meta.close()
        self.documents = {key: self._document(key, table) for key, table in self.root.table("documents").items()}
        people = {key: self._person(key, table) for key, table in self.root.table("people").items()}
        offices: dict[str, Any] = {
            office: self._office(office, people)
            for office in ("receiving_body", "deciding_officer", "aftercare_officer")
        }
        parts: dict[str, Any] = {
            "deadlines": self._topic("deadlines", self._deadline),
            "lengths": self._topic("lengths", self._length),
            "places": self._topic("places", self._place),
            "official_forms": self._topic("forms", self._form),
            "money": self._topic("money", self._money),
            "stages": tuple(self._stage(one) for one in self.root.tables("stages") if self.mine(one)),
            "report_periods": {key: self._period(key, one) for key, one in self.root.table("reporting").items()},
            "base_salaries": tuple(self._salary(one) for one in self.root.tables("base_salary")),
            "writers": self._one("writers", self._writers),
            "followup_months": self._one("followups", self._followups),
            "warnings": self._topic("warnings", self._warning),
            "steps": self._topic("steps", lambda key, table: Step(*self.cited(table))),
            "grounds": self._topic("suspensions", self._ground),
            "case_desks": self._one("case_desks", self._case_desks),
        }
        ages = self._topic("ages", lambda key, table: self.cited(table) and table.get("years", int))
        self._need(parts["lengths"], REQUIRED_LENGTHS, "lengths")
        self._need(ages, ("from", "adult"), "ages")
        self._signed_by_known(parts["official_forms"], people)
        self._certificates_known(parts["places"], parts["official_forms"])
        counts = self._one("counts", self._counts)
        calls = {key: self._call(table) for key, table in self.root.table("calls").items()}
        numbers = self.root.table("personal_number")
        self.cited(numbers)
        place_codes = frozenset(numbers.get("place_codes", str).split())
        first_century = numbers.get("first_century", int)
        numbers.close()
        plain = Plain(ages, counts, calls, {lang: self._money_words(parts["money"], lang) for lang in LANGS})
        values = {lang: values_for(lang, parts, offices, plain) for lang in LANGS}
        sentences = Sentences(self, values)
        rules = RuleSet(
            version=self.version,
            valid_from=head.get("valid_from", date),
            valid_to=head.get("valid_to", date, None),
            source=tuple(self.documents[key].number for key in head.words("documents")),
            checked_on=self.checked_on,
            documents=self.documents,
            people=people,
            **offices,
            **parts,
            form_version=head.get("form", str),
            paper_version=head.get("papers", str),
            from_age=ages["from"],
            adult_age=ages["adult"],
            place_codes=place_codes,
            first_century=first_century,
            _values=values,
            _outcomes=sentences.outcomes(self.root.table("outcomes")),
            _crossing=sentences.list_of(self.root.tables("crossing")),
            _afterwards=sentences.chapters(self.root.tables("afterwards")),
            _bring=sentences.list_of(self.root.tables("bring")),
        )
        head.close()
        self.root.close()
        return rules

    # --- what every entry has ------------------------------------------------------------------------------------
    def cited(self, table: Table) -> tuple[str, Certainty]:
        """The article and how sure we are; an entry without an article is a mistake."""
        article = table.get("article", str)
        if article != OWN:
            try:
                cite(article, self.documents, "vi")
            except BadReference as error:
                raise RulesError(f"{table.place}.article: {error}") from error
        certainty = table.get("certainty", str, Certainty.CONFIRMED)
        try:
            return article, Certainty(certainty)
        except ValueError as error:
            raise RulesError(f"{table.place}.certainty: {error}") from error

    def mine(self, table: Table) -> bool:
        """Does this version say it? (`versions = ["B"]`)"""
        named = table.words("versions")
        unknown = set(named) - set(self.versions)
        if unknown or not named:
            raise RulesError(f"{table.place}.versions: unknown or empty: {sorted(unknown)}")
        return self.version in named

    def _topic(self, name: str, read: Any) -> dict[str, Any]:
        """Of every entry of a topic, this version's, where it has one."""
        found = {}
        for key, table in self.root.table(name).items():
            shared = {word: table.get(word, str) for word in LANGS if table.has(word)}
            for version in self.versions:
                if table.has(version):
                    entry = table.table(version)
                    value = read(key, entry, **shared)
                    entry.close()
                    if version == self.version:
                        found[key] = value
            table.close()
        return found

    def _one(self, name: str, read: Any) -> Any:
        """A topic with one entry for each version."""
        table = self.root.table(name)
        entries = {version: table.table(version) for version in self.versions}
        values = {version: read(entry) for version, entry in entries.items()}
        for entry in entries.values():
            entry.close()
        table.close()
        return values[self.version]

    @staticmethod
    def _need(found: Mapping[str, Any], keys: tuple[str, ...], topic: str) -> None:
        missing = [key for key in keys if key not in found]
        if missing:
            raise RulesError(f"{topic}: every version needs {', '.join(missing)}")

    @staticmethod
    def _signed_by_known(forms: Mapping[str, OfficialForm], people: Mapping[str, Named]) -> None:
        for form in forms.values():
            if form.signed_by not in people:
                raise RulesError(f"forms.{form.key}.signed_by: unknown person {form.signed_by!r}")

    @staticmethod
    def _certificates_known(places: Mapping[str, Place], forms: Mapping[str, OfficialForm]) -> None:
        for place in places.values():
            if place.certificate not in forms:
                raise RulesError(f"places.{place.key}.certificate: unknown form {place.certificate!r}")

    # --- entries ---------------------------------------------------------------------------------------------------
    @staticmethod
    def _document(key: str, table: Table) -> Document:
        document = Document(
            key, table.get("number", str), table.get("vi", str), table.get("en", str), table.get("in_force_on", date)
        )
        table.close()
        return document

    @staticmethod
    def _person(key: str, table: Table) -> Named:
        person = Named(key, table.get("vi", str), table.get("en", str), table.get("desk", str))
        table.close()
        return person

    def _office(self, office: str, people: Mapping[str, Named]) -> Named:
        def read(table: Table) -> Named:
            article, _ = self.cited(table)
            who = table.get("who", str)
            if who not in people:
                raise RulesError(f"{table.place}.who: unknown person {who!r}")
            person = people[who]
            return Named(person.key, person.vi, person.en, person.desk, article)

        return self._one(office, read)

    def _deadline(self, key: str, table: Table) -> Deadline:
        article, certainty = self.cited(table)
        before = table.has("before")
        event = table.get("before" if before else "from", str)
        unit = table.get("unit", str)
        if unit not in list(Unit):
            raise RulesError(f"{table.place}.unit: must be one of {', '.join(Unit)}")
        return Deadline(Amount(table.get("amount", int), Unit(unit)), event, article, before, certainty)

    def _length(self, key: str, table: Table) -> Length:
        article, certainty = self.cited(table)
        return self._span(table, article, certainty)

    @staticmethod
    def _span(table: Table, article: str, certainty: Certainty) -> Length:
        unit = table.get("unit", str)
        if unit not in UNITS["vi"]:
            raise RulesError(f"{table.place}.unit: must be one of {', '.join(UNITS['vi'])}")
        return Length(table.get("amount", int), unit, article, table.get("at_least", int, None), certainty)

    def _place(self, key: str, table: Table, vi: str, en: str) -> Place:
        article, certainty = self.cited(table)
        return Place(
            key,
            vi,
            en,
            table.get("from_age", int),
            table.get("below_age", int, None),
            table.get("needs_stable_residence", bool),
            article,
            certainty,
            table.get("certificate", str),
        )

    def _form(self, key: str, table: Table, vi: str, en: str) -> OfficialForm:
        article, certainty = self.cited(table)
        return OfficialForm(key, table.get("number", str), vi, en, table.get("signed_by", str), article, certainty)

    def _money(self, key: str, table: Table) -> Money:
        article, certainty = self.cited(table)
        try:
            factor = Decimal(table.get("factor", str))
        except InvalidOperation as error:
            raise RulesError(f"{table.place}.factor: must be a number in quotes") from error
        return Money(factor, table.get("times", str), article, certainty)

    @staticmethod
    def _money_words(money: Mapping[str, Money], lang: str) -> dict[str, str]:
        """ "1 tháng lương cơ sở": a multiple of the base salary, never an amount that may be out of date."""
        unit = "months of base salary" if lang == "en" else "tháng lương cơ sở"
        found = {}
        for key, rule in money.items():
            number = str(rule.factor) if lang == "en" else str(rule.factor).replace(".", ",")
            found[key] = f"{number} {unit}".replace("1 months", "1 month") if rule.factor == 1 else f"{number} {unit}"
        return found

    @staticmethod
    def _salary(table: Table) -> BaseSalary:
        salary = BaseSalary(table.get("from", date), table.get("dong", int), Certainty(table.get("certainty", str)))
        table.close()
        return salary

    def _stage(self, table: Table) -> Stage:
        article, certainty = self.cited(table)
        spans: dict[str, Length | None] = {"at_least": None, "at_most": None}
        for name in spans:
            if table.has(name):
                span = table.table(name)
                spans[name] = self._span(span, article, certainty)
                span.close()
        stage = Stage(
            table.get("key", str),
            table.get("number", int),
            table.get("vi", str),
            table.get("en", str),
            table.get("starts", str),
            article,
            **spans,
        )
        table.close()
        return stage

    def _period(self, key: str, table: Table) -> ReportPeriod:
        article, _ = self.cited(table)
        days = {}
        for name in ("from", "to", "report_on"):
            month, _, day = table.get(name, str).partition("-")
            try:
                days[name] = (int(month), int(day))
                date(2023, *days[name])
            except ValueError as error:
                raise RulesError(f"{table.place}.{name}: must be month-day like 12-15") from error
        table.close()
        return ReportPeriod(key, days["from"], days["to"], days["report_on"], article)

    def _writers(self, table: Table) -> Writers:
        article, _ = self.cited(table)
        return Writers(table.words("may_write"), table.words("represent_minor"), article)

    def _followups(self, table: Table) -> tuple[int, ...]:
        self.cited(table)
        return tuple(table.get("months", list))

    def _warning(self, key: str, table: Table) -> WarningRule:
        return read_warning(table, self.cited)

    def _ground(self, key: str, table: Table, vi: str, en: str) -> Ground:
        return read_ground(key, table, self.cited, {"vi": vi, "en": en})

    def _case_desks(self, table: Table) -> tuple[str, ...]:
        self.cited(table)
        return table.words("desks")

    @staticmethod
    def _counts(table: Table) -> dict[str, int]:
        return {key: table.get(key, int) for key in ("stages_for_support", "stages_all", "stages_free_in_public")}

    @staticmethod
    def _call(table: Table) -> str:
        number = table.get("number", str)
        table.get("checked_on", date)
        table.close()
        return number
