"""django-otp's TOTP device with its secret sealed in the database (`portal.privacy.cipher`).

A proxy: same table, same checks. Whoever reads the database alone cannot make codes. A secret in
hexadecimal, as django-otp's own tools write it, works too and is sealed at the next key rotation.
"""

import base64
import os
import re
from collections.abc import Iterator

from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.privacy.cipher import CannotDecrypt, ring
from portal.privacy.rotation import Tally

PLACE = "accounts.Authenticator.key"
SECRET_BYTES = 20
PLAIN = re.compile(r"(?:[0-9a-f]{2}){10,40}")


class Authenticator(TOTPDevice):
    """One person's authenticator app."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def bin_key(self) -> bytes:
        """The secret. Raises CannotDecrypt when the ring does not hold its key."""
        return bytes.fromhex(self.key) if PLAIN.fullmatch(self.key) else ring().open(_bytes(self.key), PLACE)


def sealed(secret: bytes) -> str:
    """`secret` as the column keeps it: at most 80 characters of base 64."""
    return base64.urlsafe_b64encode(ring().seal(secret, PLACE)).rstrip(b"=").decode()


def new_key() -> str:
    """A fresh random secret, sealed."""
    return sealed(os.urandom(SECRET_BYTES))


def rotate() -> Iterator[Tally]:
    """Seal every secret under the newest key (called by `rotate_keys`); a secret changed meanwhile is left alone."""
    tally = Tally(PLACE)
    for pk, key in Authenticator.objects.order_by("pk").values_list("pk", "key").iterator():
        if not PLAIN.fullmatch(key) and _bytes(key).startswith(ring().newest.header):
            continue
        try:
            secret = Authenticator(key=key).bin_key
        except CannotDecrypt:
            tally.unreadable += 1
            continue
        tally.rotated += Authenticator.objects.filter(pk=pk, key=key).update(key=sealed(secret))
    yield tally


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
