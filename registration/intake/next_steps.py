"""What happens now and next, in plain words: for the person's page. Lengths come from the rule set of the case."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.casework.models import Registration
from registration.casework.states import FINAL, Status
from registration.rules.ruleset import RuleSet, ruleset
from registration.rules.wording import amount_words

S = Status

NOW: dict[str, str | Promise] = {
    S.PREPARED: _(
        "Nobody at the ward has seen your papers. Show the code at the desk when you are ready; until then you can "
        "change your mind without anybody knowing."
    ),
    S.RECEIVED: _("The desk reads your papers and decides. You need not do anything, unless it asks for something."),
    S.COMPLETION_REQUESTED: _("The desk waits for something from you. Its time to decide stands still until then."),
    S.DECIDED: _("The decision is made. Now it is for you to begin where the decision says."),
    S.IN_TREATMENT: _("You are in treatment. If things get hard, say so early: to the desk, or to a counsellor."),
    S.COMPLETED: _("You have completed your treatment. The ward now arranges who supports you afterwards."),
    S.AFTERCARE: _("A named person supports you. Ask them for what you need: work, papers, health, family."),
    S.CLOSED: _("Everything is finished. Nobody at the desk works on your file any more."),
    S.NOT_ELIGIBLE: _("This desk cannot settle your registration. Below you read why and where to go next."),
    S.WITHDRAWN: _("You have withdrawn. You can register again at any time."),
    S.MOVED: _("Your file is on its way to the ward that you moved to. You need not begin again."),
    S.NOT_STARTED: _("Treatment did not begin in time. Call the desk or a counsellor: much can still be done."),
    S.STOPPED: _("Treatment was stopped. You can come back: ask the desk or a counsellor how."),
    S.EXPIRED: _("Your papers were not brought in time and have been erased."),
}
# The ordinary way, step by step; {names} are deadlines and lengths of the rule set.
WAY: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (S.RECEIVED, _("The desk receives it"), _("You show the code and the originals at the desk.")),
    (S.DECIDED, _("Decision"), _("Within {decision} of receipt. The clock stands still while something is missing.")),
    (S.IN_TREATMENT, _("Treatment begins"), _("Within {begin} of the decision, where the decision says.")),
    (S.COMPLETED, _("Treatment completed"), _("After {term}. You get a certificate.")),
    (S.AFTERCARE, _("Support afterwards"), _("For {aftercare}, with a named person.")),
    (S.CLOSED, _("Finished"), _("Your file is closed.")),
)
# Which steps are behind a registration in this state.
REACHED: dict[str, int] = {
    S.PREPARED: -1,
    S.RECEIVED: 0,
    S.COMPLETION_REQUESTED: 0,
    S.DECIDED: 1,
    S.IN_TREATMENT: 2,
    S.COMPLETED: 3,
    S.AFTERCARE: 4,
}
CLOCKS: dict[str, str | Promise] = {
    "decision": _("The desk has to answer"),
    "completion": _("Please answer the desk"),
    "answered": _("The desk checks your answer"),
    "begin": _("Please begin treatment"),
    "term": _("Treatment"),
    "aftercare_proposal": _("The ward proposes how you are supported"),
    "aftercare": _("Support after treatment"),
    "move_handover": _("The file reaches the new ward"),
}


@dataclass(frozen=True)
class ToCome:
    """A step that is still ahead."""

    title: str
    text: str


def now(registration: Registration) -> str:
    """One or two sentences on where it stands."""
    return str(NOW.get(registration.status, ""))


def to_come(registration: Registration, lang: str) -> list[ToCome]:
    """The steps ahead in the ordinary way; none once the matter is finished."""
    status = registration.status_before_move if registration.status == S.MOVED else registration.status
    if status in FINAL:
        return []
    lengths = _lengths(ruleset(registration.rules_version), registration, lang)
    ahead = WAY[REACHED.get(status, -1) + 1 :]
    return [ToCome(str(title), str(text).format_map(lengths)) for _status, title, text in ahead]


def clock_title(name: str) -> str:
    """Whose turn the running clock is, in words."""
    return str(CLOCKS.get(name, ""))


def _lengths(rules: RuleSet, registration: Registration, lang: str) -> dict[str, str]:
    def deadline(name: str) -> str:
        rule = rules.deadlines.get(name)
        return amount_words(rule.amount.number, str(rule.amount.unit), lang) if rule else "…"

    def length(rule: Any) -> str:
        return amount_words(rule.number, rule.unit, lang, rule.at_least)

    return {
        "decision": deadline("decision"),
        "begin": deadline("begin"),
        "term": length(rules.term(int(registration.is_repeat))),
        "aftercare": length(rules.lengths["aftercare"]),
    }
