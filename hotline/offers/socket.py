"""The part of the console's socket that deals with offers: answering, asking, the pause, and the ring.

`hotline.console.consumer` mixes `OfferFrames` in; it offers `user`, `say` and `_watch_from`.
"""

from typing import Any

from hotline.conversations.decoding import conversation_in
from hotline.conversations.errors import BadFrame
from hotline.conversations.threads import in_database
from hotline.offers import desks
from hotline.offers.answering import accept, decline
from hotline.offers.asking import withdraw
from hotline.offers.frames import offer_frame, offer_over_frame
from hotline.offers.models import Offer
from hotline.offers.round import is_due, round_now

FRAMES = frozenset({"accept", "decline", "withdraw", "break"})


class OfferFrames:
    """Frames `accept`, `decline` (`offer`, or `conversation` of the offer), `withdraw`, `break` (`on`, `minutes`)."""

    user: Any
    rung: dict[int, str]
    say: Any
    _watch_from: Any
    _send_board: Any

    async def on_accept(self, frame: dict[str, Any]) -> None:
        """Accept; answered like `take`."""
        conversation = await in_database(accept, await in_database(_offer_in, frame, self.user), self.user)
        await self._watch_from(conversation.pk, 0)

    async def on_decline(self, frame: dict[str, Any]) -> None:
        """Decline, perhaps with a few words for a colleague who asked (`why`)."""
        offer = await in_database(_offer_in, frame, self.user)
        await in_database(decline, offer, self.user, frame.get("why"))
        await self._send_board()

    async def on_withdraw(self, frame: dict[str, Any]) -> None:
        """Take a question to a colleague back."""
        await in_database(withdraw, conversation_in(frame), self.user)
        await self._send_board()

    async def on_break(self, frame: dict[str, Any]) -> None:
        """A pause begins (`on` true, perhaps `minutes`), or is over, or its advice is put aside (`on` false)."""
        if frame.get("on", True) is True:
            await in_database(desks.begin_pause, self.user, frame.get("minutes"))
        else:
            await in_database(desks.end_pause, self.user)
        await self._send_board()

    async def ring(self, offers: list[dict[str, Any]]) -> None:
        """After a board: a frame for each offer that is new, and one for each that is over."""
        now = {offer["offer"]: offer for offer in offers}
        for key in [key for key in self.rung if key not in now]:
            await self.say(offer_over_frame(key, self.rung.pop(key)))
        for key, offer in now.items():
            if key not in self.rung:
                self.rung[key] = offer["conversation"]
                await self.say(offer_frame(offer))

    async def keep_rounds_going(self) -> None:
        """Once a second; runs a round where none ran lately in this process."""
        if is_due():
            await in_database(round_now)


def _offer_in(frame: dict[str, Any], user: Any) -> int:
    """The offer that a frame names by its number or its conversation. Raises BadFrame."""
    number = frame.get("offer")
    if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63:
        return number
    if number is not None:
        raise BadFrame
    asked = Offer.objects.filter(conversation=conversation_in(frame), counsellor=user).order_by("-at", "-pk")
    return asked.values_list("pk", flat=True).first() or 0
