"""What the log says of casework's own actions, in words that people read."""

from django.utils.translation import gettext_lazy as _

from .moves import MOVES

WORDS = {
    **{f"registration.{move.name}": move.label for move in MOVES},
    "ward.merged": _("carried out the merger of a ward"),
    "registration.read": _("opened a file"),
    "registration.open": _("opened a prepared file by its code"),
    "registration.document": _("opened a paper of a file"),
    "registration.form": _("opened an official form of a file"),
    "registration.search": _("searched the desk's files"),
    "registration.assign": _("gave a file to somebody's work"),
    "registration.note": _("wrote a note on a file"),
    "registration.duplicate_marked": _("said whether two files are of one person"),
    "registration.duplicate_unmarked": _("took back what was said about two files"),
    "registration.break_glass": _("opened a file in an emergency"),
    "registration.break_glass_noted": _("took note of an emergency opening"),
    "cover.set": _("set who covers a colleague"),
    "cover.ended": _("ended a leave cover"),
    "register.look": _("looked at a register"),
    "register.export": _("took out a register"),
}
