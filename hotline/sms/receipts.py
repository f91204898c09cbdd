"""The fate of a counsellor's SMS comes back: the console is told to look again, and finds it here, in words."""

from dataclasses import dataclass

from hotline.conversations import events
from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Author, Channel
from hotline.sms.references import PREFIX, message_of
from portal.sms.models import OutboundMessage
from portal.sms.outbox import OPTED_OUT, reasons_of, states_of
from portal.sms.reasons import reason
from portal.sms.states import State

MOST = 50
SURELY_NOT = (State.FAILED, State.UNDELIVERED)


@dataclass(frozen=True)
class Fate:
    """How far the words got, the code of what went wrong, and whether another attempt may be made."""

    state: State
    code: str = ""

    @property
    def may_retry(self) -> bool:
        """Only what surely did not arrive, and never against STOP."""
        return self.state in SURELY_NOT and self.code != OPTED_OUT

    @property
    def words(self) -> str:
        """State and reason in the reader's language."""
        why = reason(self.code) if self.state in (*SURELY_NOT, State.UNKNOWN, State.QUEUED) else ""
        return f"{self.state.label}. {why}" if why else str(self.state.label)


def tell_console(sms: OutboundMessage) -> None:
    """Listener of `portal.sms.status`, inside the transaction of the move; the event leaves on commit.

    The console asks `fates_of` for the truth.
    """
    message = message_of(sms.reference)
    if message is not None:
        events.wake(message.conversation_id, "delivery", seq=message.seq, state=sms.state)


def fates_of(conversation: Conversation) -> dict[int, Fate]:
    """How far the counsellor's latest words got as SMS, by their `seq`; nothing for a web chat (no query)."""
    if conversation.channel != Channel.SMS:
        return {}
    words = Message.objects.filter(conversation=conversation, author=Author.COUNSELLOR).order_by("-seq")
    places = {f"{PREFIX}{key}": seq for key, seq in words.values_list("pk", "seq")[:MOST]}
    codes = reasons_of(places)
    return {places[name]: Fate(state, codes.get(name, "")) for name, state in states_of(places).items()}
