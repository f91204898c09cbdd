"""The fate of a counsellor's SMS comes back: the console is told to look again, and finds it here."""

from hotline.conversations import events
from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Author, Channel
from hotline.sms.references import PREFIX, message_of
from portal.sms.models import OutboundMessage
from portal.sms.outbox import states_of
from portal.sms.states import State

MOST = 50


def tell_console(sms: OutboundMessage) -> None:
    """Listener of `portal.sms.status`, inside the transaction of the move; the event leaves on commit.

    The console asks `fates_of` for the truth.
    """
    message = message_of(sms.reference)
    if message is not None:
        events.wake(message.conversation_id, "delivery", seq=message.seq, state=sms.state)


def fates_of(conversation: Conversation) -> dict[int, State]:
    """How far the counsellor's latest words got as SMS, by their `seq`; nothing for a web chat (no query)."""
    if conversation.channel != Channel.SMS:
        return {}
    words = Message.objects.filter(conversation=conversation, author=Author.COUNSELLOR).order_by("-seq")
    places = {f"{PREFIX}{key}": seq for key, seq in words.values_list("pk", "seq")[:MOST]}
    return {places[reference]: state for reference, state in states_of(places).items()}
