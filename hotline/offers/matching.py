"""Who is asked about whom: a function of facts alone, without the database.

Danger first, then the longest wait. Of those who have a free hand the best fitting is asked (team, language, topic,
province, in this order of weight), of equal ones the least loaded, then whoever was asked the longest ago. Fitting
never keeps anybody waiting: where nobody fits, anybody with a free hand is asked. A supervisor is asked only where no
counsellor is at the desk at all. Where all free hands are already being asked about somebody else, one in danger goes
before one who is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Waiting:
    """One who waits; `not_to`: who was asked lately and did not take it."""

    key: UUID
    topic: str = ""
    language: str = "vi"
    province: str = ""
    team: int | None = None
    risk: int = 0
    not_to: frozenset[int] = frozenset()


@dataclass
class Hand:
    """A counsellor who is there: `free` hands left (may be none), `ringing` while an offer waits for their answer,
    `calm` where that offer is about somebody who is not in danger."""

    user: int
    free: int
    held: int = 0
    ringing: bool = False
    calm: bool = False
    supervisor: bool = False
    asked_at: float = 0.0
    teams: frozenset[int] = frozenset()
    skills: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def fits(self, one: Waiting) -> int:
        """How well, 0 to 15."""
        speaks = one.language == "vi" or ("language", one.language) in self.skills
        return (
            8 * (one.team is not None and one.team in self.teams)
            + 4 * speaks
            + 2 * (("topic", one.topic) in self.skills)
            + 1 * (("province", one.province) in self.skills)
        )


def match(waiting: Sequence[Waiting], hands: Sequence[Hand]) -> list[tuple[UUID, int]]:
    """Pairs of conversation and counsellor to be asked now, in the order of `waiting` (front first).

    At most one new offer a counsellor. Nobody is asked who has no free hand or is being asked (but see danger)."""
    counsellors = [hand for hand in hands if not hand.supervisor]
    free = [hand for hand in counsellors or hands if hand.free > 0]
    able = [hand for hand in free if not hand.ringing]
    calm = [hand for hand in free if hand.ringing and hand.calm]
    pairs: list[tuple[UUID, int]] = []
    for one in waiting:
        willing = [hand for hand in able if hand.user not in one.not_to]
        if not willing and one.risk:
            willing = [hand for hand in calm if hand.user not in one.not_to]
        if not willing:
            continue
        best = min(willing, key=lambda hand: (-hand.fits(one), hand.held, hand.asked_at, hand.user))
        pairs.append((one.key, best.user))
        (calm if best.ringing else able).remove(best)
    return pairs
