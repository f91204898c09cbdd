"""Who else must act when something happens to a registration: rooms above casework register a listener.

A listener runs inside the transaction of the move, after the event is written: what it writes exists exactly when the
event does. It must not call out; it enqueues a job for that. Registered once, in the `ready()` of the room's app.
"""

from collections.abc import Callable

from .models import Event

Listener = Callable[[Event], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Call `listener(event)` for every event from now on; the same function twice is registered once."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(event: Event) -> None:
    """Let every listener act on `event`, in the order of registering."""
    for listener in _listeners:
        listener(event)
