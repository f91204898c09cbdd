"""Who else must act when something happens in a conversation: rooms beside it register a listener.

A listener runs inside the transaction of the act, after its step is written: what it writes exists exactly when the
step does. It must not call out; it enqueues a job for that. Registered once, in the `ready()` of the room's app.
"""

from collections.abc import Callable

from hotline.conversations.models import Conversation, Step

Listener = Callable[[Conversation, Step], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Call `listener(conversation, step)` for every step from now on; the same function twice is registered once."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(conversation: Conversation, step: Step) -> None:
    """Let every listener act on `step`, in the order of registering."""
    for listener in _listeners:
        listener(conversation, step)
