"""Rows of other rooms that hold a word of a conversation: each room says how they are forgotten with it.

`forget` in `services/erase.py` calls them within its own transaction; registered once, in the `ready()` of the room.
"""

from collections.abc import Callable

from hotline.conversations.models import Conversation

Forgetter = Callable[[Conversation], None]
_forgetters: list[Forgetter] = []


def register(forgetter: Forgetter) -> Forgetter:
    """Call `forgetter(conversation)` when a conversation is erased; the same function twice is registered once."""
    if forgetter not in _forgetters:
        _forgetters.append(forgetter)
    return forgetter


def forget_beside(conversation: Conversation) -> None:
    """Let every room destroy what it holds of `conversation`."""
    for forgetter in _forgetters:
        forgetter(conversation)
