"""What can go wrong when a conversation is offered or handed over by consent; codes of the staff's protocol."""

from django.utils.translation import gettext_lazy as _

from hotline.conversations.errors import Refused


class OfferOver(Refused):
    """The offer has run out, was withdrawn or answered already."""

    code = "expired"
    detail = _("This offer is over. Where the person still waits, you can take them from the queue.")


class NotThere(Refused):
    """The colleague who is asked is not at the desk."""

    code = "away"
    detail = _(
        "This colleague is not at the desk now. Choose another colleague, a team, or put the person in the queue."
    )
