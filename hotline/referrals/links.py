"""The signed link by which a receiving point answers: a random key and a signature, good for this purpose only."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from hotline.referrals.models import Referral

_SALT = "hotline.referrals.answer"


def link_of(referral: Referral) -> str:
    """The whole address, for the notice and for the counsellor to pass on by voice."""
    with translation.override("vi"):
        return settings.PUBLIC_URL + reverse("referrals_public:answer", args=[token_of(referral)])


def token_of(referral: Referral) -> str:
    """What stands in the address."""
    return signing.Signer(salt=_SALT).sign(referral.link_key)


def referral_of(token: str) -> Referral | None:
    """The referral of a link that is ours and not too old; None otherwise, one answer for all."""
    try:
        key = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = Referral.objects.filter(link_key=key, link_until__gt=timezone.now()).select_related("point")
    return found.first()
