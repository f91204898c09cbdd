"""What the page "first things first" says: each outcome with its title, its sentence of the law, and its next steps.

The sentence comes from the rule set, the next steps from `templates/intake/notes/<key>.html`; which outcome is said
after which step: `stops.SAID_AT`.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.intake.models import Draft
from registration.intake.stops import stops
from registration.rules.eligibility import Outcome
from registration.rules.model import Line
from registration.rules.ruleset import ruleset_for

TITLES: dict[str, str | Promise] = {
    "danger_now": _("Call for help first"),
    Outcome.TOO_YOUNG: _("For a child, another help is there at once"),
    Outcome.MINOR_NEEDS_REPRESENTATIVE: _("From 12 to under 18 a parent or guardian writes with you"),
    Outcome.HOME_NOT_SAFE: _("If home is not safe, talk to somebody first"),
    "substitution_letter": _("The letter of your clinic takes the place of a determination"),
    "fresh_result": _("With a fresh result, the hours count"),
    Outcome.DETERMINATION_MISSING: _("A determination comes first"),
    Outcome.DETERMINATION_AWAITED: _("You can prepare everything while you wait"),
    Outcome.DETERMINATION_TOO_OLD: _("The result has become too old"),
    Outcome.PLACE_NOT_OPEN: _("The chosen place is not open for this age or residence"),
    Outcome.REQUEST_OF_RELATIVE: _("You are asking for somebody else"),
    Outcome.MINOR: _("Two voices count: yours and the young person’s"),
    Outcome.FOREIGNER: _("With a passport: two cases"),
    Outcome.RESIDENCE_NOT_STABLE: _("Without a steady place to live"),
    "lives_elsewhere": _("Your file goes to where you live now"),
}
# What "check answers" says instead, where the title alone would not name what is missing.
MISSING: dict[str, str | Promise] = {Outcome.DETERMINATION_AWAITED: TITLES[Outcome.DETERMINATION_MISSING]}
# Outcomes after which the form does not go on.
ENDS = frozenset({str(Outcome.TOO_YOUNG)})


@dataclass(frozen=True)
class Note:
    """One outcome as shown: `template` holds its next steps."""

    key: str
    title: str | Promise
    line: Line
    final: bool

    @property
    def template(self) -> str:
        return f"intake/notes/{self.key}.html"


def missing(key: str) -> str | Promise:
    """What an outcome that keeps the form from being finished is called in the list of what is missing."""
    return MISSING.get(key, TITLES[key])


def notes(draft: Draft, step: str, today: date, lang: str) -> list[Note]:
    """What is said after `step` for this draft, the weightiest first."""
    rules = ruleset_for(today)
    return [
        Note(stop.key, TITLES[stop.key], rules.outcome(stop.key, lang), stop.final)
        for stop in stops(draft.answers, today)
        if stop.step == step
    ]
