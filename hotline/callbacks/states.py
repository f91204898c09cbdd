"""The words of a task, and the table of what may happen to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What is to be done."""

    CALL_BACK = "call_back", _("call back")
    TEXT_BACK = "text_back", _("answer by text message")
    LEFT = "left", _("message left while nobody was there")
    REMINDER = "reminder", _("reminder of a counsellor")
    RISK = "risk", _("danger: a supervisor is needed")
    CASE = "case", _("message on a private page")
    REFERRAL = "referral", _("answer of a receiving point")


ASKED = (Kind.CALL_BACK, Kind.TEXT_BACK)
"""What a person asked for, with their number."""


class State(models.TextChoices):
    """Where a task stands. `done` is final; no task is ever deleted while it is not."""

    OPEN = "open", pgettext_lazy("task", "open")
    TAKEN = "taken", pgettext_lazy("task", "taken")
    DONE = "done", pgettext_lazy("task", "done")


PENDING = (State.OPEN, State.TAKEN)


class Outcome(models.TextChoices):
    """How a task ended, or what a try brought."""

    REACHED = "reached", _("reached")
    SENT = "sent", _("answer sent")
    NOT_REACHED = "not_reached", _("not reached")
    WRONG_NUMBER = "wrong_number", _("the number is wrong")
    NOT_NEEDED = "not_needed", _("no longer needed")
    TAKEN_BACK = "taken_back", _("taken back by the person")
    FORGOTTEN = "forgotten", _("erased with the conversation")


class Act(models.TextChoices):
    """What may be done to a task."""

    TAKE = "take", pgettext_lazy("task", "take")
    GIVE_BACK = "give_back", pgettext_lazy("task", "give back")
    TRY_AGAIN = "try_again", pgettext_lazy("task", "try again later")
    FINISH = "finish", pgettext_lazy("task", "finish")


MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.TAKE: (frozenset({State.OPEN}), State.TAKEN),
    Act.GIVE_BACK: (frozenset({State.TAKEN}), State.OPEN),
    Act.TRY_AGAIN: (frozenset({State.TAKEN}), State.OPEN),
    Act.FINISH: (frozenset(PENDING), State.DONE),
}
"""From which states an act leads where; the property test walks it."""
