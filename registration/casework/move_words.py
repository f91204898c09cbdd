"""What a move's page says before the button: what it sets in motion, in one or two sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Registration
from .states import Status

# Moves that end something for the person: their button warns.
DANGER = frozenset({"not-started", "stop", "withdraw", "confirm-not-eligible"})
EXPLANATIONS = {
    "receive": _("Receiving starts the legal time for the decision. The person gets a receipt on their page."),
    "request-completion": _("The clock stands still until the papers are complete, then runs anew in full."),
    "complete": _("The legal time for the decision begins anew now."),
    "not-eligible": _("The clock goes on. The chief has to confirm; until then nothing changes for the person."),
    "confirm-not-eligible": _("The person reads the reason, the next step and how to complain."),
    "decide": _(
        "The decision gets the next number of the ward's register. The person must start within the legal time."
    ),
    "start": _("The end of treatment is counted from this day."),
    "not-started": _(
        "Only after the legal time to start is over. Call the person first: perhaps something is in the way."
    ),
    "stop": _("Record this only when the provider or the person has told you."),
    "complete-treatment": _("The certificate gets the next number of the ward's register."),
    "begin-aftercare": _("The decision names the helper and the organisation. The person reads both."),
    "name-helper": _("From now on this person, and no earlier helper, sees how to reach and support them."),
    "draft-decision": _("The chief sees the draft and signs it, or decides otherwise. You cannot sign it yourself."),
    "notify-end": _("From now on the legal time for the proposal of aftercare runs."),
    "propose-aftercare": _("The proposal gets the next number of the ward's register and goes to the committee."),
    "set-up-team": _("The decision names the members. A later team takes the place of an earlier one."),
    "hand-over": _("The record says which paper was handed to whom, and when."),
    "suspend": _(
        "What is left of the time is left when you let it run on. The person reads the reason and its article."
    ),
    "resume": _("The last day moves by the time that the clock stood still."),
    "continue-treatment": _("The person goes on here with the same place and the same last day."),
    "close": _("Aftercare ends. The file is kept for the legal time, then made anonymous."),
    "move": _("From now on only the new ward sees this file."),
    "acknowledge": _("The file goes on where it stood at the ward before."),
    "postpone": _("The person does not have to start before this day."),
}
WITHDRAW_UNSEEN = _("The papers and everything written in them are erased at once.")
WITHDRAW_RECEIVED = _(
    "Only at the person's own wish. Tell them first what it can mean when treatment does not begin, and that a "
    "counsellor is there for them."
)


RECEIVE_REQUEST = _(
    "A relative wrote this request. Receive it only when the person is here and tells you that they want it themself: "
    "receiving starts the legal time for the decision."
)


def explanation(name: str, registration: Registration) -> str | Promise:
    """The sentence of a move's page."""
    if name == "receive" and registration.answers.get("request_unconfirmed"):
        return RECEIVE_REQUEST
    if name == "withdraw":
        return WITHDRAW_UNSEEN if registration.status == Status.PREPARED else WITHDRAW_RECEIVED
    return EXPLANATIONS.get(name, "")
