"""One registration while its forms are drawn: its papers, its story and the rules that hold, each read once."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from portal.places.models import Ward
from registration.rules.ruleset import RuleSet, ruleset, ruleset_for, rulesets

from .. import clock
from ..models import Decision, Event, Registration
from .editions import NoSuchForm

# These papers follow the law of the day on which they are made, also for a case decided under an older one
# (Law 120/2025, article 56): aftercare, and what leads to it.
OF_THE_DAY = frozenset(
    {"end_notice", "aftercare_proposal", "aftercare_decision", "aftercare_team", "aftercare_end", "helper",
     "helper_after_move"}
)  # fmt: skip


def numbers_of(key: str) -> frozenset[str]:
    """The numbers that a form has had under all versions of the law."""
    return frozenset(rules.forms[key] for rules in rulesets().values() if key in rules.forms)


@dataclass
class Case:
    """What forms ask about a registration."""

    registration: Registration
    wards: dict[str, Ward] = field(default_factory=dict)

    @cached_property
    def papers(self) -> list[Decision]:
        """Signed papers in the order of signing."""
        return list(self.registration.decisions.select_related("signed_by"))

    @cached_property
    def events(self) -> dict[str, Event]:
        """The last event of each kind."""
        return {event.kind: event for event in self.registration.events.order_by("seq")}

    def paper(self, key: str) -> Decision | None:
        """The latest signed paper of a form."""
        numbers = numbers_of(key)
        return next((paper for paper in reversed(self.papers) if paper.form in numbers), None)

    def detail(self, *kinds: str) -> dict[str, Any]:
        """The particulars of the last event of the first of these kinds that happened."""
        event = next((self.events[kind] for kind in kinds if kind in self.events), None)
        return dict(event.detail or {}) if event else {}

    def rules(self, key: str) -> RuleSet:
        """The rules that a form follows. Raises NoSuchForm where they do not know it."""
        paper = self.paper(key)
        if paper and paper.rules_version and key in ruleset(paper.rules_version).official_forms:
            return ruleset(paper.rules_version)
        found = ruleset_for(_day(paper)) if key in OF_THE_DAY else ruleset(self.registration.rules_version)
        if key not in found.official_forms:
            raise NoSuchForm(key)
        return found

    def ward(self, code: str | None) -> Ward | None:
        """A ward with its province."""
        if not code:
            return None
        if code not in self.wards:
            found = Ward.objects.select_related("province").filter(pk=code).first()
            if found is None:
                return None
            self.wards[code] = found
        return self.wards[code]


def _day(paper: Decision | None) -> date:
    return clock.today(paper.signed_at if paper else timezone.now())
