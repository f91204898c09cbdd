"""The table of moves: who may take a registration from which state to which, with what, under which clock.

Hold it beside the decree: one entry is one step of the procedure (domain.md §7; Law 120/2025/QH15 and Decree
163/2026/NĐ-CP). Lengths of clocks, bodies and form numbers of a case come from its rule set; the `clock` here only
names the deadline. Each move is carried out by one function in `actions/`.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role
from registration.rules.ruleset import ruleset

from .move_row import (
    AT_THE_COMMITTEE,
    CITIZEN,
    COMMITTEE_CHAIR,
    HEADS,
    POLICE_CHIEF,
    POLICE_DESK,
    POLICE_OFFICER,
    Move,
)
from .move_row import at as _at
from .states import OPEN, RUNNING, Status

__all__ = ["BY_NAME", "MOVES", "Move", "possible", "roles_for", "waiting_for"]
S = Status

# fmt: off
MOVES: tuple[Move, ...] = (
    Move(
        "prepare", _("Prepare the papers"), _at(S.DRAFT), S.PREPARED, CITIZEN,
        _("Your papers are ready. Nobody at the ward has seen them yet. Bring the code and the originals to the desk."),
        forms=("application", "personal_history"), guard="the form complete, the consents given",
        sms="registration_prepared", page=False, citizen=True,
    ),
    Move(
        "file", _("File the registration"), _at(S.DRAFT), S.RECEIVED, CITIZEN,
        _("Your registration has been received. The desk now has to answer within the legal time."),
        starts="decision", forms=("register",), guard="the ward accepts filings, or a national channel files",
        sms="registration_received", page=False, citizen=True,
    ),
    Move(
        "receive", _("Receive the registration"), _at(S.PREPARED), S.RECEIVED, POLICE_DESK,
        _("Your registration has been received. The desk now has to answer within the legal time."),
        needs=("identity_compared",), starts="decision", forms=("register", "receipt_record", "commitment"),
        guard="opened with the person's code; identity compared", sms="registration_received", main=True,
    ),
    Move(
        "confirm-request", _("The person confirms a relative's request"), _at(S.PREPARED), None, CITIZEN,
        _("You confirmed that this is what you want. Your papers are ready: bring the code and the originals."),
        needs=("truthful", "consent_processing"), guard="a relative wrote it; the person's own phone proved",
        sms="registration_prepared", page=False, citizen=True,
    ),
    Move(
        "file-prepared", _("File the prepared papers"), _at(S.PREPARED), S.RECEIVED, CITIZEN,
        _("Your registration has been received. The desk now has to answer within the legal time."),
        starts="decision", forms=("register",), guard="the ward accepts filings; no unconfirmed request",
        sms="registration_received", page=False, citizen=True,
    ),
    Move(
        "request-completion", _("Ask for what is missing"), _at(S.RECEIVED), S.COMPLETION_REQUESTED, POLICE_DESK,
        _("Something is still missing. You can bring it to the desk or send it here."),
        needs=("missing", "message"), stops=True, reason="missing",
    ),
    Move(
        "answer", _("Answer the desk"), _at(S.COMPLETION_REQUESTED), None, CITIZEN,
        _("You sent what was missing. The desk will check it."), guard="only the parts that were asked for are open",
        sms="", page=False, citizen=True,
    ),
    Move(
        "complete", _("The papers are complete"), _at(S.COMPLETION_REQUESTED), S.RECEIVED, POLICE_DESK,
        _("Your papers are complete. The time to answer begins again now."),
        starts="decision", main=True,
    ),
    Move(
        "not-eligible", _("Propose: cannot be settled here"), _at(S.RECEIVED), None, POLICE_DESK,
        _("The desk is checking whether your registration can be settled here."),
        needs=("reason", "next_step"), reason="not_eligible", sms="",
    ),
    Move(
        "confirm-not-eligible", _("Confirm: cannot be settled here"), _at(S.RECEIVED), S.NOT_ELIGIBLE, POLICE_CHIEF,
        _("Your registration cannot be settled at this desk. Read why, where to go next and how to complain."),
        stops=True, guard="somebody else proposed it",
    ),
    Move(
        "draft-decision", _("Draft the decision"), _at(S.RECEIVED), None, POLICE_OFFICER,
        _("The desk is preparing the decision."),
        needs=("place", "starts_on", "reasons"), guard="age and residence allow the place", sms="",
    ),
    Move(
        "decide", _("Decide on the registration"), _at(S.RECEIVED), S.DECIDED, POLICE_CHIEF,
        _("The decision on your voluntary treatment has been made. Please start within the time it names."),
        needs=("place", "starts_on"), step_up=True, starts="begin", forms=("decision", "handover_record"),
        guard="age and residence allow the place; not one's own draft", main=True,
    ),
    Move(
        "start", _("Record the start of treatment"), _at(S.DECIDED), S.IN_TREATMENT, POLICE_DESK,
        _("Your treatment has begun."),
        needs=("started_on",), starts="term", forms=("receipt_record",), guard="a day from the decision to today",
        main=True, facility=True,
    ),
    Move(
        "not-started", _("Record: treatment not started"), _at(S.DECIDED), S.NOT_STARTED, POLICE_DESK,
        _("The desk has recorded that treatment did not start in time. Call us: much can still be done."),
        stops=True, guard="the time to begin is over, not postponed, not standing still",
    ),
    Move(
        "stop", _("Record that treatment stopped"), _at(S.IN_TREATMENT), S.STOPPED, POLICE_DESK,
        _("The desk has recorded that treatment stopped. You can come back: ask the desk or a counsellor how."),
        needs=("reason",), stops=True, reason="stopped",
    ),
    Move(
        "notify-end", _("Record the notice of the end"), _at(S.IN_TREATMENT), None, POLICE_DESK,
        _("The desk has the notice that your treatment ends soon. Aftercare is being prepared."),
        needs=("notified_on",), starts="aftercare_proposal", forms=("end_notice",),
        guard="once, in the time before the end",
    ),
    Move(
        "propose-aftercare", _("Propose aftercare"), _at(S.IN_TREATMENT, S.COMPLETED), None, POLICE_CHIEF,
        _("The desk has asked the committee to plan your aftercare."),
        step_up=True, forms=("aftercare_proposal",), guard="once; in treatment only after the notice of the end",
        sms="",
    ),
    Move(
        "complete-treatment", _("Certify completion"), _at(S.IN_TREATMENT), S.COMPLETED, POLICE_CHIEF,
        _("You have completed your treatment. Your certificate is ready at the desk."),
        step_up=True, starts="aftercare_proposal", forms=("completion_certificate", "facility_certificate"),
        guard="the last hours of the term; the clock is not standing still", main=True,
    ),
    Move(
        "begin-aftercare", _("Decide on aftercare"), _at(S.COMPLETED), S.AFTERCARE, COMMITTEE_CHAIR,
        _("Aftercare has begun. A named person will support you."),
        needs=("helper", "organisation"), step_up=True, starts="aftercare",
        forms=("aftercare_decision", "helper"), guard="a helper posted in the ward", main=True,
    ),
    Move(
        "name-helper", _("Name the helper"), _at(S.IN_TREATMENT, S.AFTERCARE), None, COMMITTEE_CHAIR,
        _("A named person will support you."),
        needs=("helper", "organisation"), step_up=True, forms=("helper", "helper_after_move"),
    ),
    Move(
        "close", _("Close the case"), _at(S.AFTERCARE), S.CLOSED, COMMITTEE_CHAIR,
        _("Everything is finished. We wish you well on your way."),
        stops=True, forms=("aftercare_end",), guard="the last working days of aftercare", main=True,
    ),
    Move(
        "set-up-team", _("Set up the support team"), _at(S.COMPLETED, S.AFTERCARE), None, COMMITTEE_CHAIR,
        _("A team of the ward stands ready to support you."),
        needs=("members",), step_up=True, forms=("aftercare_team",), sms="",
    ),
    Move(
        "hand-over", _("Record that a paper was handed over"),
        _at(S.DECIDED, S.IN_TREATMENT, S.COMPLETED, S.AFTERCARE), None, POLICE_DESK,
        _("A paper of your file was handed over to you or your representative."),
        needs=("paper", "handed_on", "recipient"), forms=("handover_record",), guard="a signed paper, once each",
        sms="",
    ),
    Move(
        "suspend", _("Let the clock stand still"), _at(S.DECIDED, S.IN_TREATMENT, S.AFTERCARE), None, HEADS,
        _("The legal time stands still for now, for the reason named."),
        needs=("reason",), stops=True, reason="grounds", guard="a clock runs that the ground names; head of its desk",
    ),
    Move(
        "resume", _("Let the clock run on"), _at(S.DECIDED, S.IN_TREATMENT, S.AFTERCARE), None, HEADS,
        _("The legal time runs on; the last day has moved by the time that it stood still."),
        guard="the clock stands still; head of its desk",
    ),
    Move(
        "move", _("Hand over to another ward"), RUNNING, S.MOVED, POLICE_DESK,
        _("Your file is on its way to the ward you moved to."),
        needs=("ward", "reason"), starts="move_handover", forms=("transfer_letter",),
        guard="another ward that exists today",
    ),
    Move(
        "acknowledge", _("Acknowledge the file"), _at(S.MOVED), None, POLICE_DESK,
        _("Your file has arrived at the new ward."), guard="the new ward's desk", main=True, resumes=True,
    ),
    Move(
        "continue-treatment", _("Decide that treatment goes on here"), _at(S.DECIDED, S.IN_TREATMENT), None,
        POLICE_CHIEF,
        _("The chief of your new ward has decided that your treatment goes on there, with the same last day."),
        step_up=True, forms=("decision", "handover_record"), guard="after a move; no decision of this ward yet",
    ),
    Move(
        "ward-merged", _("The ward became part of another"), OPEN | {S.PREPARED}, None, CITIZEN,
        _("Your ward has become part of another. Your file lies there now; nothing else changes."),
        guard="the ward ended and has a successor", sms="", page=False, citizen=True,
    ),
    Move(
        "postpone", _("Postpone the start"), _at(S.DECIDED), None, POLICE_CHIEF,
        _("The start of your treatment has been postponed."),
        needs=("reason", "until"), reason="postponed", forms=("postponement_decision",), guard="a day ahead",
    ),
    Move(
        "correct", _("Put the data right"), _at(S.PREPARED, S.RECEIVED, S.COMPLETION_REQUESTED), None, POLICE_DESK,
        _("The desk put something right in your registration, by your papers."),
        guard="something is changed, a reason is given, nobody else changed it meanwhile", sms="", page=False,
    ),
    Move(
        "contact", _("The person corrected contact data"), OPEN | {S.PREPARED}, None, CITIZEN,
        _("You changed how to reach you."), guard="a new phone proved by a one-time code", sms="contact_changed",
        page=False, citizen=True,
    ),
    Move(
        "withdraw", _("Record the withdrawal"), _at(S.PREPARED, S.RECEIVED, S.COMPLETION_REQUESTED), S.WITHDRAWN,
        POLICE_DESK,
        _("Your registration has been withdrawn. You can talk to a counsellor at any time."),
        stops=True, citizen=True,
    ),
    Move(
        "expire", _("Let the papers expire"), _at(S.PREPARED), S.EXPIRED, CITIZEN,
        _("Your papers were not brought to the desk in time and have been erased."),
        guard="kept for the time of prepared papers", sms="", page=False, stops=True, citizen=True,
    ),
)
# fmt: on

BY_NAME = {move.name: move for move in MOVES}
assert len(BY_NAME) == len(MOVES)


def roles_for(move: Move, rules_version: str) -> tuple[Role, ...]:
    """Who may make `move` with a case of that rule version: the desks that its rules name take the police desk's steps.

    Cases decided under the older law are finished by the bodies of then as well (Law 120/2025, transitional rules).
    """
    if not move.by or not set(move.by).issubset(AT_THE_COMMITTEE):
        return move.by
    desks = ruleset(rules_version).case_desks
    roles = move.by if "police" in desks else ()
    others = tuple(AT_THE_COMMITTEE[role] for role in move.by) if "committee" in desks else ()
    return (*others, *roles)


def possible(status: str, roles: Iterable[str], rules_version: str = "") -> list[Move]:
    """The moves with a page that `status` allows to someone with `roles` at the registration's ward; main first."""
    held = set(roles)
    found = [
        move
        for move in MOVES
        if move.page
        and status in move.at
        and held.intersection(roles_for(move, rules_version) if rules_version else move.by)
    ]
    return sorted(found, key=lambda move: not move.main)


def waiting_for(status: str, roles: Iterable[str], rules_version: str = "") -> str:
    """Whose turn it is when the main move of `status` is not one for `roles`: that role in words, else empty."""
    main = next((move for move in MOVES if move.main and status in move.at), None)
    if main is None:
        return ""
    by = roles_for(main, rules_version) if rules_version else main.by
    return "" if set(roles).intersection(by) else str(by[0].label)
