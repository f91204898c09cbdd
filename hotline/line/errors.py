"""Why a change of the line is not saved."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The change cannot be saved; the message says why, in the words of the page."""


class Stale(Refused):
    """Somebody saved this part in between."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this meanwhile. What you typed is still here: look at the history, then save again.")
        )


class Unchanged(Refused):
    """Nothing is different."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was changed."))


class NotAllowed(Refused):
    """A bound of the portal would be crossed."""

    def __init__(self, why: Any) -> None:
        super().__init__(why)
