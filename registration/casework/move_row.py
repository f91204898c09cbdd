"""One row of the table of moves (`moves.py`), and the groups of roles that the rows name."""

from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.models import Role

from .states import Status

POLICE_DESK = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
POLICE_OFFICER = (Role.POLICE_OFFICER,)
POLICE_CHIEF = (Role.POLICE_CHIEF,)
COMMITTEE_CHAIR = (Role.COMMITTEE_CHAIR,)
HEADS = (Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR)
# Moves that the person makes, or that the portal makes at their word: no staff role carries them.
CITIZEN: tuple[Role, ...] = ()
# Who does at the committee's desk what the row gives to the police desk, where the rules of the case say so.
AT_THE_COMMITTEE = {Role.POLICE_OFFICER: Role.SOCIAL_OFFICER, Role.POLICE_CHIEF: Role.COMMITTEE_CHAIR}


@dataclass(frozen=True)
class Move:
    """One row of the table.

    `name` is the address of the page and the kind of the event; `to` None keeps the state. `starts` names the clock
    that begins (a key of the rule set's deadlines), `stops` says that the running clock ends. `forms` are keys of the
    rule set's forms. `told` is what the citizen reads, in plain words; `sms` the registered text that goes with it.
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
    sms: str = "registration_update"
    guard: str = ""
    """What must be true besides state and role, in a few words for a reader of the table; the action checks it."""
    reason: str = ""
    """The list that a reason comes from, where one is required (data/lists.toml, or the rule set's grounds)."""
    resumes: bool = False
    """The registration returns to the state that it had before the last move of wards."""
    citizen: bool = False
    """The citizen may do it too, by code and one-time code, or the portal at their word."""
    facility: bool = False
    """The facility or provider that admitted the person may do it too (registration/treatment proves that it did)."""
    page: bool = True
    main: bool = False
    """The move that an officer makes next in the ordinary run of things: the big button."""

    @property
    def webhook(self) -> str:
        """The name under which other systems hear of it; empty where the state stays."""
        if self.resumes:
            return "registration.<status>"
        return f"registration.{self.to}" if self.to else ""


def at(*states: Status) -> frozenset[Status]:
    """The states at which a move begins."""
    return frozenset(states)
