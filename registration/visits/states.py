"""The states of an appointment and the table of what may follow what."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """What became of an appointment."""

    BOOKED = "booked", pgettext_lazy("visit", "Booked")
    KEPT = "kept", pgettext_lazy("visit", "Came")
    MISSED = "missed", pgettext_lazy("visit", "Did not come")
    MOVED = "moved", pgettext_lazy("visit", "Moved to another time")
    CANCELLED = "cancelled", pgettext_lazy("visit", "Cancelled")
    LAPSED = "lapsed", pgettext_lazy("visit", "Nothing was noted")


# Who was late came all the same: the desk may correct "did not come", and what nobody noted.
NEXT: dict[str, frozenset[str]] = {
    State.BOOKED: frozenset({State.KEPT, State.MISSED, State.MOVED, State.CANCELLED, State.LAPSED}),
    State.MISSED: frozenset({State.KEPT}),
    State.LAPSED: frozenset({State.KEPT, State.MISSED}),
    State.KEPT: frozenset(),
    State.MOVED: frozenset(),
    State.CANCELLED: frozenset(),
}
# What the desk notes, as in the addresses of its buttons.
NOTED = frozenset({State.KEPT, State.MISSED})
