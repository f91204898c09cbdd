"""What can go wrong with a visit, in words for the person at the screen. All are refusals: nothing is changed."""

from registration.casework.errors import MoveRefused


class SlotGone(MoveRefused):
    """The time is not offered, or its last place was just taken."""


class NotNow(MoveRefused):
    """There is nothing to book, move, cancel or note at this moment."""
