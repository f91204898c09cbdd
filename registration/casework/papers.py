"""Which official forms exist in a registration, for whom and from when: one row for each form, to hold beside the law.

The forms themselves are drawn by `official_forms`; their numbers come from the rules of the case. A helper prints
nothing; the person gets copies of their own papers. docs/official-forms.md shows the same table with its sources.
"""

from collections.abc import Callable
from dataclasses import dataclass

from registration.rules.model import OfficialForm

from .desks import COMMITTEE, POLICE
from .models import Registration
from .official_forms import NoSuchForm, mark
from .official_forms.case import Case
from .states import FINAL, OPEN, Status

S = Status
HERE = frozenset({S.PREPARED}) | OPEN | FINAL
BEFORE_START = frozenset({S.RECEIVED, S.COMPLETION_REQUESTED, S.DECIDED})
TREATED = frozenset({S.DECIDED, S.IN_TREATMENT})
ENDING = frozenset({S.IN_TREATMENT, S.COMPLETED})
ONLY_POLICE, ONLY_COMMITTEE, BOTH = frozenset({POLICE}), frozenset({COMMITTEE}), frozenset({POLICE, COMMITTEE})


@dataclass(frozen=True)
class Offer:
    """One form: in which states somebody may print it, at which desk, and whether the person gets a copy.

    `needs` names what must hold besides (`_HOLDS`); "signed" means: only once it is signed and numbered. A signed
    paper is offered in every state.
    """

    key: str
    at: frozenset[Status]
    desks: frozenset[str]
    citizen: bool = False
    needs: str = ""


# fmt: off
OFFERS = (
    Offer("application", HERE, ONLY_POLICE, citizen=True),
    Offer("personal_history", HERE, ONLY_POLICE, citizen=True),
    Offer("receipt_record", BEFORE_START | {S.IN_TREATMENT}, ONLY_POLICE, needs="home"),
    Offer("commitment", BEFORE_START | {S.IN_TREATMENT}, ONLY_POLICE, citizen=True, needs="home"),
    Offer("decision", frozenset(), ONLY_POLICE, citizen=True, needs="signed"),
    Offer("handover_record", TREATED, ONLY_POLICE, citizen=True, needs="decided"),
    Offer("postponement_request", frozenset({S.DECIDED}), ONLY_POLICE, citizen=True),
    Offer("postponement_decision", frozenset({S.DECIDED}), ONLY_POLICE, citizen=True, needs="postponed"),
    Offer("contract", TREATED, ONLY_POLICE, citizen=True, needs="private"),
    Offer("facility_handover", TREATED, ONLY_POLICE, needs="assigned"),
    Offer("provider_certificate", ENDING, ONLY_POLICE, needs="home"),
    Offer("end_notice", frozenset({S.IN_TREATMENT}), BOTH),
    Offer("completion_certificate", frozenset(), ONLY_POLICE, citizen=True, needs="signed"),
    Offer("facility_certificate", ENDING, ONLY_POLICE, needs="facility"),
    Offer("aftercare_proposal", frozenset(), BOTH, needs="signed"),
    Offer("aftercare_decision", frozenset(), BOTH, citizen=True, needs="signed"),
    Offer("aftercare_team", frozenset(), ONLY_COMMITTEE, needs="signed"),
    Offer("helper", frozenset(), ONLY_COMMITTEE, citizen=True, needs="signed"),
    Offer("helper_after_move", frozenset(), ONLY_COMMITTEE, citizen=True, needs="signed"),
    Offer("aftercare_end", frozenset(), ONLY_COMMITTEE, citizen=True, needs="signed"),
    Offer("transfer_letter", frozenset(), ONLY_POLICE, needs="signed"),
)
_HOLDS: dict[str, Callable[[Case], bool]] = {
    "": lambda case: True,
    "signed": lambda case: False,
    "home": lambda case: _place(case) == "home_community",
    "facility": lambda case: _place(case) not in {"", "home_community"},
    "private": lambda case: _place(case) == "private_facility",
    "assigned": lambda case: _place(case) in {"public_facility", "reformatory_school"},
    "decided": lambda case: case.registration.decided_at is not None,
    "postponed": lambda case: case.registration.postponed_until is not None,
}
# fmt: on


@dataclass(frozen=True)
class Paper:
    """One form: key in the address, number, label and title as the law names them; `mark` of a signed one."""

    key: str
    number: str
    label: str
    title: str
    mark: str = ""


def offered(registration: Registration, desk: str, lang: str = "vi") -> list[Paper]:
    """The forms of this registration that `desk` may take out now, named in `lang`."""
    return [] if registration.erased_at else _papers(registration, lang, lambda offer: desk in offer.desks)


def of_the_person(registration: Registration, lang: str = "vi") -> list[Paper]:
    """The forms that the person may take out as their own copies."""
    return [] if registration.erased_at else _papers(registration, lang, lambda offer: offer.citizen)


def _papers(registration: Registration, lang: str, wanted: Callable[[Offer], bool]) -> list[Paper]:
    case = Case(registration)
    found = []
    for offer in filter(wanted, OFFERS):
        form = _form(case, offer)
        if form is not None:
            signed = case.paper(offer.key)
            found.append(
                Paper(offer.key, form.number, form.label(lang), form.name(lang), mark(signed) if signed else "")
            )
    return found


def _form(case: Case, offer: Offer) -> OfficialForm | None:
    """The form as the rules know it, where it exists now."""
    now = case.registration.status in offer.at and _HOLDS[offer.needs](case)
    if not now and case.paper(offer.key) is None:
        return None
    try:
        return case.rules(offer.key).official_forms[offer.key]
    except NoSuchForm:
        return None


def _place(case: Case) -> str:
    return case.registration.place or str(case.registration.answers.get("intended_place") or "")
