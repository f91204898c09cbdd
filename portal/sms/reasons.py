"""What an error code means for the people who run the portal, and what to do. Own codes and Twilio's."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_NUMBER = _("The number does not exist or cannot receive texts. Ask the person for another one.")
_SET_UP = _("The operator does not allow this sender, region or route. Check the registration with the operator.")
_PHONE = _("The phone could not be reached. It was tried as often as makes sense.")
_FILTERED = _("The operator filtered the text. Check that the text is registered.")
_STOPPED = _("The person asked for no more texts.")

REASONS: dict[str, Any] = {
    "opted_out": _STOPPED,
    "21610": _STOPPED,
    "quiet_hours": _("It waits until seven in the morning."),
    "day_limit": _("The day's limit of costs is used up."),
    "too_old": _("It could not be sent in time and would have been useless later."),
    "gave_up": _("The operator took nothing for more than twenty minutes."),
    "connect": _("The operator could not be reached."),
    "wire": _("The connection broke before the operator answered."),
    "answer": _("The operator's answer could not be read."),
    "no_list": _("The connection broke before the operator answered."),
    "http_401": _("The operator refuses our credentials. Nothing is sent until they are right."),
    "http_403": _("The operator refuses our credentials. Nothing is sent until they are right."),
    "http_429": _("Too many texts at once for the operator."),
    "unreachable": _PHONE,
    "blocked": _FILTERED,
    "filtered": _FILTERED,
    "20003": _("The operator refuses our credentials. Nothing is sent until they are right."),
    "20429": _("Too many texts at once for the operator."),
    "21211": _NUMBER,
    "21217": _NUMBER,
    "21614": _NUMBER,
    "30005": _NUMBER,
    "30006": _NUMBER,
    "21408": _SET_UP,
    "21603": _SET_UP,
    "21606": _SET_UP,
    "21612": _SET_UP,
    "21617": _("The text is too long: a fault of ours."),
    "30001": _("The operator's queue was full."),
    "30003": _PHONE,
    "30008": _PHONE,
    "30004": _FILTERED,
    "30007": _FILTERED,
}


def reason(code: str) -> str:
    """A sentence for `code`; empty for none, the code itself where we know no more."""
    if not code:
        return ""
    known = REASONS.get(code) or (_SET_UP if code.startswith("http_4") else None)
    return str(known) if known else gettext("The operator's code %(code)s.") % {"code": code}
