"""What a person's own page shows of referrals (room of `conversations.belongings`)."""

import uuid

from hotline.conversations.belongings import Belonging
from hotline.referrals.errors import NotNow
from hotline.referrals.models import Referral
from hotline.referrals.services.stop import forget_subject as forget
from hotline.referrals.services.stop import withdraw
from hotline.referrals.states import OPEN

__all__ = ["forget", "move", "of", "stop"]


def of(key: uuid.UUID) -> list[Belonging]:
    """The referrals under `key`, by the receiving point's name and the state."""
    found = Referral.objects.filter(subject=key).select_related("point")
    return [
        Belonging(one.pk, one.point.name, one.get_state_display(), one.changed_at, can_stop=one.state in OPEN)
        for one in found
    ]


def move(source: uuid.UUID, target: uuid.UUID) -> None:
    """They belong to `target` from now on."""
    Referral.objects.filter(subject=source).update(subject=target)


def stop(key: uuid.UUID, thing: uuid.UUID) -> bool:
    """The person takes the consent back on their own page."""
    if not Referral.objects.open().filter(subject=key, pk=thing).exists():
        return False
    try:
        withdraw(thing)
    except NotNow:
        return False
    return True
