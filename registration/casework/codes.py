"""The registration code: ten signs that a person can say, type and copy by hand without mistakes.

Crockford's base 32 (no I, L, O, U). Nine random signs (45 bits, never sequential) and one check sign, which finds every
single wrong sign and every swap of two neighbours, the two mistakes people make (see `_check`). Shown
`DV-XXXXX-XXXXX`, stored as the ten signs alone.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
PREFIX = "DV"
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-‐-―−._·/:]+")
# Arithmetic in the field of 32 elements (x^5 + x^2 + 1): multiplying by 2 between signs makes every single error and
# every neighbouring swap visible, which plain sums modulo 32 do not, and the check sign stays in the alphabet.
_POLYNOMIAL = 0b100101


class BadCode(ValueError):
    """The text is no registration code (wrong length, foreign signs or a typing mistake)."""


def _times_two(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value


def _check(body: str) -> str:
    """The check sign of nine signs: Horner's scheme over GF(32)."""
    total = 0
    for sign in body:
        total = _times_two(total ^ _VALUE[sign])
    return ALPHABET[total]


def new_code() -> str:
    """A fresh random code of ten signs; the caller's unique constraint is the last word."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def seeded_code(number: int) -> str:
    """The code that belongs to `number` (demo data only): the same number gives the same code."""
    body = "".join(ALPHABET[(number >> shift) & 31] for shift in range(40, -5, -5))
    return body + _check(body)


def normalise(text: str) -> str:
    """The ten signs behind what someone typed: any case, O for 0, I or L for 1, spaces and dashes, with or without DV.

    The QR of a signed paper carries the paper's mark behind a "#", which says nothing about the code.

    Raises BadCode when it cannot be a code.
    """
    signs = _SEPARATORS.sub("", text[:64].partition("#")[0]).upper()
    if len(signs) == LENGTH + len(PREFIX) and signs.startswith(PREFIX):
        signs = signs[len(PREFIX) :]
    signs = signs.translate(_LOOK_ALIKE)
    if len(signs) != LENGTH or any(sign not in _VALUE for sign in signs):
        raise BadCode(text)
    if _check(signs[:-1]) != signs[-1]:
        raise BadCode(text)
    return signs


def display(code: str) -> str:
    """`DV-XXXXX-XXXXX`, as shown and printed."""
    return f"{PREFIX}-{code[:5]}-{code[5:]}"
