"""What the pages show of a version, in the reader's words."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import pgettext_lazy

from .actions.review import first_day
from .basis import before, content_of
from .compare import Difference, Said, differences, sentences
from .model import Lang
from .models import RuleSetVersion
from .one_version import read_version
from .version import RuleSet

AROUND = 2
TOPICS = {
    "meta": pgettext_lazy("rules", "Head of the text"),
    "versions": pgettext_lazy("rules", "First day and documents"),
    "documents": pgettext_lazy("rules", "Documents cited"),
    "people": pgettext_lazy("rules", "Bodies and people"),
    "receiving_body": pgettext_lazy("rules", "Who receives"),
    "deciding_officer": pgettext_lazy("rules", "Who decides"),
    "aftercare_officer": pgettext_lazy("rules", "Who decides on aftercare"),
    "deadlines": pgettext_lazy("rules", "Deadlines"),
    "lengths": pgettext_lazy("rules", "Lengths"),
    "ages": pgettext_lazy("rules", "Ages"),
    "writers": pgettext_lazy("rules", "Who may write the application"),
    "places": pgettext_lazy("rules", "Places of treatment"),
    "forms": pgettext_lazy("rules", "Official forms"),
    "stages": pgettext_lazy("rules", "Stages of treatment"),
    "money": pgettext_lazy("rules", "Money"),
    "base_salary": pgettext_lazy("rules", "Base salary"),
    "reporting": pgettext_lazy("rules", "Reporting periods"),
    "outcomes": pgettext_lazy("rules", "Answers of the questions before the form"),
    "crossing": pgettext_lazy("rules", "Crossing page"),
    "afterwards": pgettext_lazy("rules", "What happens after registering"),
    "bring": pgettext_lazy("rules", "What to bring"),
    "warnings": pgettext_lazy("rules", "Warnings"),
    "steps": pgettext_lazy("rules", "Steps and their articles"),
    "suspensions": pgettext_lazy("rules", "Grounds on which a clock stands still"),
}
FIELDS = {
    "": pgettext_lazy("rules", "time"),
    "article": pgettext_lazy("rules", "article"),
    "certainty": pgettext_lazy("rules", "certainty"),
    "number": pgettext_lazy("rules", "number"),
    "vi": pgettext_lazy("rules", "Vietnamese"),
    "en": pgettext_lazy("rules", "English"),
    "from": pgettext_lazy("rules", "counted from"),
    "before": pgettext_lazy("rules", "ahead of"),
    "who": pgettext_lazy("rules", "who"),
    "signed_by": pgettext_lazy("rules", "signed by"),
    "valid_from": pgettext_lazy("rules", "first day"),
    "checked_on": pgettext_lazy("rules", "compared on"),
}


@dataclass(frozen=True)
class Comparison:
    """A good version beside the one it follows."""

    basis: RuleSet
    differences: Sequence[Difference]
    sentences: Sequence[Said]


def comparison(row: RuleSetVersion, lang: Lang) -> Comparison | None:
    """What `row` says otherwise than the version it follows; None where its text has a mistake."""
    if row.problem:
        return None
    basis, content = before(row), tomllib.loads(row.text)
    old = content_of(basis.version)
    outcomes = [*content.get("outcomes", {}), *old.get("outcomes", {})]
    said = sentences(basis, read_version(row.text, row.name), dict.fromkeys(outcomes), lang)
    return Comparison(basis, differences(old, content, lang), said)


def coming(today: date) -> list[RuleSetVersion]:
    """Approved versions that begin after today."""
    return list(RuleSetVersion.objects.approved().filter(valid_from__gt=today))


def may_withdraw(row: RuleSetVersion, now: datetime) -> bool:
    """Whether `row` can still be withdrawn or dropped."""
    if row.state == RuleSetVersion.State.WITHDRAWN:
        return False
    counts = row.state == RuleSetVersion.State.APPROVED and row.valid_from and row.valid_from < first_day(now)
    return not counts


def around(text: str, line: int | None) -> list[tuple[int, str]]:
    """The lines around a mistake, with their numbers."""
    if line is None:
        return []
    lines = text.splitlines()
    first = max(1, line - AROUND)
    return list(enumerate(lines[first - 1 : line + AROUND], start=first))
