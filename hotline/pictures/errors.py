"""Why a picture is not taken, in words for the person who sent it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.conversations.errors import Refused

REASONS: dict[str, Any] = {
    "empty": _("This file is empty. Please choose the picture once more."),
    "too_big": _("This picture is larger than 10 MB. Please choose a smaller one."),
    "broken": _("This picture cannot be opened. Perhaps it was cut short: please send it again."),
    "virus": _("This file was found to be harmful and was not kept."),
    "unscanned": _("Pictures cannot be checked at this moment, so it was not kept. Please try again in some minutes."),
}
_OTHERWISE = _("We can only take photos (JPEG, PNG, HEIC). Nothing was kept; you can describe it in words.")


class NotAPicture(Refused):
    """The file is no picture that we may keep."""

    code = "bad_picture"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.detail = REASONS.get(reason, _OTHERWISE)


class TooManyPictures(Refused):
    """The conversation has as many pictures as it may."""

    code = "bad_picture"
    detail = _("Eight pictures are the most in one conversation. You can describe the rest in words.")
