"""The states of a ticket, what may follow what, and who may do it: one table beside `domain` (received → routed → …).

`MOVES` is the whole truth: the services guard by it under the row's lock, the pages offer by it, and a property test
walks it. `by`: the desk where the ticket lies, the desk that passed it on, the person, or time itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a ticket stands."""

    RECEIVED = "received", pgettext_lazy("feedback", "Received, nobody has confirmed it yet")
    IN_HAND = "in_hand", pgettext_lazy("feedback", "A desk works on it")
    FORWARDED = "forwarded", pgettext_lazy("feedback", "Passed on, not accepted yet")
    ANSWERED = "answered", pgettext_lazy("feedback", "Answered")
    NOT_OURS = "not_ours", pgettext_lazy("feedback", "Another body is responsible")
    CLOSED = "closed", pgettext_lazy("feedback", "Closed")


OPEN = frozenset({State.RECEIVED, State.IN_HAND, State.FORWARDED})
UNCONFIRMED = frozenset({State.RECEIVED, State.FORWARDED})
"""Waits for a desk's word that it has it."""
ENDED = frozenset({State.ANSWERED, State.NOT_OURS, State.CLOSED})


class By(StrEnum):
    """Who makes a move."""

    DESK = "desk"
    PERSON = "person"
    TIME = "time"


class Move(models.TextChoices):
    """What can be done, as the history names it. The first is no move of the table: it makes the ticket."""

    SEND = "send", pgettext_lazy("feedback step", "sent")
    ACKNOWLEDGE = "acknowledge", pgettext_lazy("feedback step", "confirmed: a desk works on it")
    FORWARD = "forward", pgettext_lazy("feedback step", "passed on to another desk")
    ACCEPT = "accept", pgettext_lazy("feedback step", "accepted by the other desk")
    SEND_BACK = "send_back", pgettext_lazy("feedback step", "sent back to the desk before")
    ANSWER = "answer", pgettext_lazy("feedback step", "answered")
    REFER_AWAY = "refer_away", pgettext_lazy("feedback step", "another body was named")
    ASK_AGAIN = "ask_again", pgettext_lazy("feedback step", "asked again")
    CLOSE = "close", pgettext_lazy("feedback step", "closed")
    NOTE = "note", pgettext_lazy("feedback step", "note of the desk")
    ERASE = "erase", pgettext_lazy("feedback step", "words erased by the person")


@dataclass(frozen=True)
class Row:
    """One line of the table: `move` leads from one of `sources` to `target`; `words`: it needs words."""

    move: Move
    sources: frozenset[State]
    target: State
    by: frozenset[By]
    words: bool = False


def _row(move: Move, sources: set[State], target: State, *by: By, words: bool = False) -> Row:
    return Row(move, frozenset(sources), target, frozenset(by), words)


MOVES: dict[Move, Row] = {
    row.move: row
    for row in (
        _row(Move.ACKNOWLEDGE, {State.RECEIVED}, State.IN_HAND, By.DESK),
        _row(Move.FORWARD, {State.RECEIVED, State.IN_HAND}, State.FORWARDED, By.DESK, words=True),
        _row(Move.ACCEPT, {State.FORWARDED}, State.IN_HAND, By.DESK),
        _row(Move.SEND_BACK, {State.FORWARDED}, State.IN_HAND, By.DESK, By.TIME, words=True),
        _row(Move.ANSWER, {State.RECEIVED, State.IN_HAND}, State.ANSWERED, By.DESK, words=True),
        _row(Move.REFER_AWAY, {State.RECEIVED, State.IN_HAND}, State.NOT_OURS, By.DESK, words=True),
        _row(Move.ASK_AGAIN, {State.ANSWERED}, State.IN_HAND, By.PERSON, words=True),
        _row(Move.CLOSE, {State.ANSWERED, State.NOT_OURS}, State.CLOSED, By.DESK, By.PERSON, By.TIME),
    )
}


def possible(state: str, by: By) -> list[Move]:
    """What `by` can do with a ticket in `state`, in the table's order."""
    return [row.move for row in MOVES.values() if state in row.sources and by in row.by]
