"""What can go wrong with a ticket, in words for the person at the screen; pages answer with them once, at the edge."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Nothing was changed; `words` say why."""

    words: str | Promise = _("This is not possible.")


class NotNow(Refused):
    """The state does not allow it; somebody else may have been faster."""

    words = _("This ticket has changed in the meantime, so nothing was done. Please look at it again.")


class NotYours(Refused):
    """The ticket does not lie at a desk of this person today."""

    words = _("This ticket lies at another desk now.")


class NeedsWords(Refused):
    """The step needs a few words."""

    words = _("Please write a few words.")


class NoSuchDesk(Refused):
    """Nobody is posted at that desk, or the ticket lies there already."""

    words = _("Nobody serves at that desk for this place. Please choose another.")
