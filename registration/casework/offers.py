"""Which moves a page offers of those that state and role allow: what the rest of the file makes pointless is left out.

Only an offer: what is allowed is said by the table and by the actions, which check again.
"""

from collections.abc import Collection

from django.utils import timezone

from . import aftercare_steps, suspending
from .actions.continue_treatment import is_due
from .models import Registration
from .moves import Move, possible, waiting_for
from .states import Status

# What goes before the ordinary next step where it is due.
FIRST = ("confirm-not-eligible", "resume", "continue-treatment")
WAIT_FOR_THE_CLOCK = frozenset(
    {"complete-treatment", "not-started", "close", "move", "notify-end", "propose-aftercare"}
)


def offered(registration: Registration, roles: Collection[str], *, has_proposal: bool) -> list[Move]:
    """The moves to offer to somebody with `roles` at the registration's ward, the one to make next first."""
    moves = possible(registration.status, roles, registration.rules_version)
    left_out = hidden(registration, {move.name for move in moves}, has_proposal=has_proposal)
    shown = [move for move in moves if move.name not in left_out]
    return sorted(shown, key=lambda move: (FIRST.index(move.name) if move.name in FIRST else len(FIRST), not move.main))


def is_next(move: Move) -> bool:
    """Whether the first offered move is the one to make next: the big button."""
    return move.main or move.name in FIRST


def waits_for(registration: Registration, roles: Collection[str]) -> str:
    """Whose turn it is, in words, where the next step is not one for `roles`."""
    return waiting_for(registration.status, roles, registration.rules_version)


def hidden(registration: Registration, names: set[str], *, has_proposal: bool) -> set[str]:
    """The names among `names` that have no point now. Asks the database only about what is in question."""
    out = set() if has_proposal else {"confirm-not-eligible"}
    if "suspend" in names:
        stands_still = registration.clock == "" and suspending.open_one(registration) is not None
        out |= WAIT_FOR_THE_CLOCK | {"suspend"} if stands_still else {"resume"}
        if not suspending.grounds(registration) or (registration.due_at and registration.due_at <= timezone.now()):
            out.add("suspend")
    if names & set(aftercare_steps.STEPS):
        done = aftercare_steps.done(registration)
        out |= done
        if registration.status == Status.IN_TREATMENT and "notify-end" not in done:
            out.add("propose-aftercare")
    if "hand-over" in names and not registration.decisions.filter(handed_over_on=None).exists():
        out.add("hand-over")
    if "continue-treatment" in names and not is_due(registration):
        out.add("continue-treatment")
    return out
