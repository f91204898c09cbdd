"""PINs: which are good enough, how they are kept (Django's hasher, Argon2), how they are compared in equal time."""

from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from hotline.cases.errors import BadPin
from hotline.cases.promise import promise

_ROW = "01234567890"


def good_pin(typed: str) -> str:
    """The digits of a new PIN; raises BadPin."""
    pin = typed.replace(" ", "")
    least, most = promise().pin_digits
    if not (pin.isascii() and pin.isdecimal() and least <= len(pin) <= most):
        raise BadPin
    if len(set(pin)) == 1 or pin in _ROW * 2 or pin[::-1] in _ROW * 2:
        raise BadPin
    return pin


def hashed(pin: str) -> str:
    """As it is kept."""
    return make_password(pin)


@cache
def _nobody() -> str:
    """A hash that no PIN fits: what is compared where there is no such page, so that the answer takes as long."""
    return make_password("no such page")


def fits(typed: str, pin_hash: str) -> bool:
    """Whether `typed` is the PIN; an empty hash fits nothing and takes as long to say so."""
    found = check_password(typed.replace(" ", "")[:20], pin_hash or _nobody())
    return found and bool(pin_hash)
