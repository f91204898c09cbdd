"""The table of moves: who may take a registration from which state to which, with what, under which clock.

Hold it beside the decree: one entry is one step of the procedure (domain.md §7; Law 120/2025/QH15 and Decree
163/2026/NĐ-CP). Lengths of clocks, bodies and form numbers of a case come from its rule set; the `clock` here only
names the deadline. Each move is carried out by one function in `actions/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role

from .states import OPEN, RUNNING, Status

S = Status
POLICE_DESK = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
POLICE_CHIEF = (Role.POLICE_CHIEF,)
COMMITTEE_CHAIR = (Role.COMMITTEE_CHAIR,)
# Moves that the person makes, or that the portal makes at their word: no staff role carries them.
CITIZEN: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Move:
    """One row of the table.

    `name` is the address of the page and the kind of the event; `to` None keeps the state. `starts` names the clock
    that begins (a key of the rule set's deadlines), `stops` says that the running clock ends. `forms` are keys of the
    rule set's forms. `told` is what the citizen reads, in plain words.
    """

    name: str
    label: str | Promise
    at: frozenset[Status]
    to: Status | None
    by: tuple[Role, ...]
    told: str | Promise
    needs: tuple[str, ...] = ()
    step_up: bool = False
    starts: str = ""
    stops: bool = False
    forms: tuple[str, ...] = ()
    source: str = ""
    resumes: bool = False
    """The registration returns to the state that it had before the last move of wards."""
    citizen: bool = False
    """The citizen may do it too, by code and one-time code, or the portal at their word."""
    facility: bool = False
    """The facility or provider that admitted the person may do it too (registration/treatment proves that it did)."""
    page: bool = True
    main: bool = False
    """The move that an officer makes next in the ordinary run of things: the big button."""


def _at(*states: Status) -> frozenset[Status]:
    return frozenset(states)


# fmt: off
MOVES: tuple[Move, ...] = (
    Move(
        "prepare", _("Prepare the papers"), _at(S.DRAFT), S.PREPARED, CITIZEN,
        _("Your papers are ready. Nobody at the ward has seen them yet. Bring the code and the originals to the desk."),
        forms=("application", "personal_history"), source="Decree 163/2026, art. 89", page=False, citizen=True,
    ),
    Move(
        "file", _("File the registration"), _at(S.DRAFT), S.RECEIVED, CITIZEN,
        _("Your registration has been received. The desk now has to answer within the legal time."),
        starts="decision", forms=("register",), source="Decree 163/2026, art. 89.4, 91", page=False, citizen=True,
    ),
    Move(
        "receive", _("Receive the registration"), _at(S.PREPARED), S.RECEIVED, POLICE_DESK,
        _("Your registration has been received. The desk now has to answer within the legal time."),
        needs=("identity_compared",), starts="decision", forms=("register", "receipt_record", "commitment"),
        source="Decree 163/2026, art. 89, 91", main=True,
    ),
    Move(
        "request-completion", _("Ask for what is missing"), _at(S.RECEIVED), S.COMPLETION_REQUESTED, POLICE_DESK,
        _("Something is still missing. You can bring it to the desk or send it here."),
        needs=("missing", "message"), stops=True, source="Decree 163/2026, art. 89",
    ),
    Move(
        "answer", _("Answer the desk"), _at(S.COMPLETION_REQUESTED), None, CITIZEN,
        _("You sent what was missing. The desk will check it."), page=False, citizen=True,
    ),
    Move(
        "complete", _("The papers are complete"), _at(S.COMPLETION_REQUESTED), S.RECEIVED, POLICE_DESK,
        _("Your papers are complete. The time to answer begins again now."),
        starts="decision", source="Decree 163/2026, art. 89, 91", main=True,
    ),
    Move(
        "not-eligible", _("Propose: cannot be settled here"), _at(S.RECEIVED), None, POLICE_DESK,
        _("The desk is checking whether your registration can be settled here."),
        needs=("reason", "next_step"),
    ),
    Move(
        "confirm-not-eligible", _("Confirm: cannot be settled here"), _at(S.RECEIVED), S.NOT_ELIGIBLE, POLICE_CHIEF,
        _("Your registration cannot be settled at this desk. Read why, where to go next and how to complain."),
        stops=True,
    ),
    Move(
        "decide", _("Decide on the registration"), _at(S.RECEIVED), S.DECIDED, POLICE_CHIEF,
        _("The decision on your voluntary treatment has been made. Please start within the time it names."),
        needs=("place", "starts_on"), step_up=True, starts="begin", forms=("decision", "handover_record"),
        source="Decree 163/2026, art. 91", main=True,
    ),
    Move(
        "start", _("Record the start of treatment"), _at(S.DECIDED), S.IN_TREATMENT, POLICE_DESK,
        _("Your treatment has begun."),
        needs=("started_on",), starts="term", forms=("receipt_record",), main=True, facility=True,
    ),
    Move(
        "not-started", _("Record: treatment not started"), _at(S.DECIDED), S.NOT_STARTED, POLICE_DESK,
        _("The desk has recorded that treatment did not start in time. Call us: much can still be done."),
        stops=True, source="Decree 163/2026, art. 4.8",
    ),
    Move(
        "stop", _("Record that treatment stopped"), _at(S.IN_TREATMENT), S.STOPPED, POLICE_DESK,
        _("The desk has recorded that treatment stopped. You can come back: ask the desk or a counsellor how."),
        needs=("reason",), stops=True,
    ),
    Move(
        "complete-treatment", _("Certify completion"), _at(S.IN_TREATMENT), S.COMPLETED, POLICE_CHIEF,
        _("You have completed your treatment. Your certificate is ready at the desk."),
        step_up=True, starts="aftercare_proposal", forms=("completion_certificate",),
        source="Decree 163/2026, art. 134", main=True,
    ),
    Move(
        "begin-aftercare", _("Decide on aftercare"), _at(S.COMPLETED), S.AFTERCARE, COMMITTEE_CHAIR,
        _("Aftercare has begun. A named person will support you."),
        needs=("helper", "organisation"), step_up=True, starts="aftercare",
        forms=("aftercare_decision", "aftercare_team", "helper"), source="Decree 163/2026, art. 134, 136", main=True,
    ),
    Move(
        "name-helper", _("Name the helper"), _at(S.IN_TREATMENT, S.AFTERCARE), None, COMMITTEE_CHAIR,
        _("A named person will support you."),
        needs=("helper", "organisation"), step_up=True, forms=("helper", "helper_after_move"),
        source="Law 120/2025, art. 32.1; Decree 163/2026, art. 130.1",
    ),
    Move(
        "close", _("Close the case"), _at(S.AFTERCARE), S.CLOSED, COMMITTEE_CHAIR,
        _("Everything is finished. We wish you well on your way."),
        stops=True, forms=("aftercare_end",), source="Decree 163/2026, art. 138", main=True,
    ),
    Move(
        "move", _("Hand over to another ward"), RUNNING, S.MOVED, POLICE_DESK,
        _("Your file is on its way to the ward you moved to."),
        needs=("ward", "reason"), starts="move_handover", forms=("transfer_letter",),
    ),
    Move(
        "acknowledge", _("Acknowledge the file"), _at(S.MOVED), None, POLICE_DESK,
        _("Your file has arrived at the new ward."), main=True, resumes=True,
    ),
    Move(
        "postpone", _("Postpone the start"), _at(S.DECIDED), None, POLICE_CHIEF,
        _("The start of your treatment has been postponed."),
        needs=("reason", "until"), forms=("postponement_decision",), source="Law 120/2025, art. 39",
    ),
    Move(
        "contact", _("The person corrected contact data"), OPEN | {S.PREPARED}, None, CITIZEN,
        _("You changed how to reach you."), page=False, citizen=True,
    ),
    Move(
        "withdraw", _("Record the withdrawal"), _at(S.PREPARED, S.RECEIVED, S.COMPLETION_REQUESTED), S.WITHDRAWN,
        POLICE_DESK,
        _("Your registration has been withdrawn. You can talk to a counsellor at any time."),
        stops=True, citizen=True, source="Law 120/2025, art. 35",
    ),
    Move(
        "expire", _("Let the papers expire"), _at(S.PREPARED), S.EXPIRED, CITIZEN,
        _("Your papers were not brought to the desk in time and have been erased."),
        page=False, stops=True, citizen=True,
    ),
)
# fmt: on

BY_NAME = {move.name: move for move in MOVES}
assert len(BY_NAME) == len(MOVES)


def possible(status: str, roles: Iterable[str]) -> list[Move]:
    """The moves with a page that `status` allows to someone with `roles` at the registration's ward; main first."""
    held = set(roles)
    found = [move for move in MOVES if move.page and status in move.at and held.intersection(move.by)]
    return sorted(found, key=lambda move: not move.main)


def waiting_for(status: str, roles: Iterable[str]) -> str:
    """Whose turn it is when the main move of `status` is not one for `roles`: that role in words, else empty."""
    main = next((move for move in MOVES if move.main and status in move.at), None)
    if main is None or set(roles).intersection(main.by):
        return ""
    return str(main.by[0].label)
