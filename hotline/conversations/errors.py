"""What can go wrong in a conversation. Each error carries the protocol's code and a sentence for the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Base: the request was understood and refused. `code` is part of the public chat protocol."""

    code = "refused"
    detail: Any = _("This is not possible.")
    client_id: object = None
    conversation: object = None


class BadFrame(Refused):
    """Not a well-formed request: wrong type, missing field, NUL, empty text, a repeated key with other words."""

    code = "bad_frame"
    detail = _("We could not read this message. Please write it again.")


class TooLong(Refused):
    """More than 2,000 characters."""

    code = "too_long"
    detail = _("The message is longer than 2,000 characters. Please send it in parts.")


class TooFast(Refused):
    """More than 30 messages a minute."""

    code = "too_fast"
    detail = _("That was very quick. Please wait a moment; your words are kept.")


class Closed(Refused):
    """The conversation has ended."""

    code = "closed"
    detail = _("This conversation has ended. You can start a new one at any time.")


class Blocked(Refused):
    """A supervisor has blocked this conversation."""

    code = "blocked"
    detail = _("This conversation cannot go on here. In danger call 115 or 113.")


class NotFound(Refused):
    """No such conversation for this person; missing and forbidden look alike."""

    code = "not_found"
    detail = _("There is no such conversation.")


class Taken(Refused):
    """Somebody else was quicker, or it is no longer waiting."""

    code = "taken"
    detail = _("A colleague has already taken this conversation.")


class Full(Refused):
    """The counsellor holds as many conversations as their capacity allows."""

    code = "full"
    detail = _("You already hold as many conversations as you set. Close or hand over one first.")


class NotOwner(Refused):
    """Only the counsellor who holds a conversation may write in it."""

    code = "not_owner"
    detail = _("Only the counsellor who holds this conversation may do that. Take it over first.")


class Unavailable(Refused):
    """The database does not answer now; nothing is lost, the sender repeats."""

    code = "unavailable"
    detail = _("The line is interrupted. Your words are kept here and will be sent again.")
