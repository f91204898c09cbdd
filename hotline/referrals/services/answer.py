"""The receiving point answers by its link; the counsellor and the person see it."""

from django.db import transaction

from hotline.referrals.errors import NotNow
from hotline.referrals.models import Referral
from hotline.referrals.services.moving import locked, move
from hotline.referrals.states import ANSWERS, State


def answer(referral: Referral, state: State, note: str = "") -> Referral:
    """Take the answer in; the same one again changes nothing. Raises NotNow."""
    if state not in ANSWERS:
        raise NotNow
    with transaction.atomic():
        found = locked(pk=referral.pk)
        if found.state == state and not note:
            return found
        move(found, state, note)
    return found
