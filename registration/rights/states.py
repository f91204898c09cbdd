"""The states of a data request and the table of what may follow what."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", pgettext_lazy("data request", "Sent, not answered yet")
    IN_HAND = "in_hand", pgettext_lazy("data request", "Being handled")
    GRANTED = "granted", pgettext_lazy("data request", "Done")
    REFUSED = "refused", pgettext_lazy("data request", "Cannot be met")
    TAKEN_BACK = "taken_back", pgettext_lazy("data request", "Taken back")


OPEN = frozenset({State.ASKED, State.IN_HAND})
NEXT: dict[str, frozenset[str]] = {
    State.ASKED: frozenset({State.IN_HAND, State.GRANTED, State.REFUSED, State.TAKEN_BACK}),
    State.IN_HAND: frozenset({State.GRANTED, State.REFUSED, State.TAKEN_BACK}),
    State.GRANTED: frozenset(),
    State.REFUSED: frozenset(),
    State.TAKEN_BACK: frozenset(),
}
