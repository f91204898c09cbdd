"""What can go wrong with a private page, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class CaseRefused(Exception):
    """Base: understood and refused."""

    words: Any = _("This is not possible now.")


class WrongEntry(CaseRefused):
    """Code, PIN or setup code do not fit; which of them is never said."""

    words = _("These do not fit together. Check them, or ask your counsellor.")


class WaitFirst(CaseRefused):
    """Too many tries."""

    words = _("There were too many tries. Please wait a few minutes and try again.")


class BadPin(CaseRefused):
    """Too short, or a PIN that anybody would try first."""

    words = _("Please choose 6 to 12 digits that are not all the same and not in a row.")


class Ended(CaseRefused):
    """The page is closed."""

    words = _("This page is closed. Nothing can be added to it.")
