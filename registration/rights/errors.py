"""What can go wrong with a data request: a refusal in words; nothing is changed."""

from registration.casework.errors import MoveRefused


class NotNow(MoveRefused):
    """The request is answered already, was asked already, or cannot be extended again."""
