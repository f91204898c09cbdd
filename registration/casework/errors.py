"""What can go wrong with a move, named in the words of the domain; pages turn them into answers once, at the edge."""

from django.utils.functional import Promise


class MoveRefused(Exception):
    """A move was not made and nothing changed. `words` are for the person at the screen."""

    http_status = 409

    def __init__(self, words: str | Promise):
        super().__init__(str(words))
        self.words = words


class WrongState(MoveRefused):
    """The registration is not in a state that allows the move; somebody else may have been faster."""


class ClockForbids(MoveRefused):
    """The move would be too early or too late."""


class WrongRole(MoveRefused):
    """The actor does not hold the role at the registration's ward."""

    http_status = 403


class OwnProposal(WrongRole):
    """Nobody confirms their own proposal."""


class SecondFactorNeeded(MoveRefused):
    """The move has to be confirmed with the second factor."""

    http_status = 403


class BadInput(MoveRefused):
    """A field is missing or impossible: `field` names it as in contract §3."""

    http_status = 422

    def __init__(self, field: str, words: str | Promise):
        super().__init__(words)
        self.field = field
