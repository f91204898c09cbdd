"""The gateway's words for a state: those of `State`. What it has, even waiting at its end, is with the operator."""

from portal.sms.states import OPEN, State


def state_of(word: object) -> State | None:
    """None for a word that says nothing."""
    if not isinstance(word, str) or word not in State.values:
        return None
    state = State(word)
    return State.SENDING if state in OPEN else state
