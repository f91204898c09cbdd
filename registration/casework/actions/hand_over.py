"""Record that a signed paper was handed over to the person or the representative (the record of handing over)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import clock
from ..errors import BadInput
from ..models import Decision, Registration
from ..turn import turn

RECIPIENTS = ("self", "representative")


def waiting(registration: Registration) -> list[Decision]:
    """The signed papers that were not handed over yet."""
    return list(registration.decisions.filter(handed_over_on=None))


def hand_over(
    registration: Registration,
    actor: User,
    *,
    paper: int,
    handed_on: date,
    recipient: str,
    now: datetime | None = None,
) -> Registration:
    """Handed over. `paper` is the key of a signed paper of this registration that was not handed over before.

    Raises BadInput for another paper, a day before its signing or ahead, an unknown recipient.
    """
    with turn("hand-over", registration, actor, now=now) as case:
        registration = case.registration
        found = registration.decisions.filter(pk=paper, handed_over_on=None).first()
        if found is None:
            raise BadInput("paper", _("Choose a paper that was not handed over yet."))
        if not clock.today(found.signed_at) <= handed_on <= clock.today(case.now):
            raise BadInput("handed_on", _("The day lies between the signing and today."))
        if recipient not in RECIPIENTS:
            raise BadInput("recipient", _("Choose who received it."))
        found.handed_over_on = handed_on
        found.save(update_fields=["handed_over_on"])
        case.save(
            detail={
                "form": found.form,
                "number": found.display_number,
                "handed_on": handed_on,
                "recipient": recipient,
            },
            audit={"form": found.form, "number": found.display_number},
        )
    return registration
