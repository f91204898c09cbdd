"""What the log says of casework's own actions, in words that people read."""

from django.utils.translation import gettext_lazy as _

from .moves import MOVES

WORDS = {
    **{f"registration.{move.name}": move.label for move in MOVES},
    "ward.merged": _("carried out the merger of a ward"),
    "register.look": _("looked at a register"),
    "register.export": _("took out a register"),
}
