"""The fate of a counsellor's SMS comes back: the console is told to look again."""

from hotline.conversations import events
from hotline.sms.references import message_of
from portal.sms.models import OutboundMessage


def tell_console(sms: OutboundMessage) -> None:
    """Listener of `portal.sms.status`, inside the transaction of the move; the event leaves on commit.

    The console asks `portal.sms.outbox.states_of` for the truth.
    """
    message = message_of(sms.reference)
    if message is not None:
        events.wake(message.conversation_id, "delivery", seq=message.seq, state=sms.state)
