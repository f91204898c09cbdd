"""Codes that people read off a phone and type: no letters that look alike, and a typed O, I or L is understood."""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -.")


def random_code(length: int = 8) -> str:
    """A random code; each sign carries five bits."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(length))


def read_code(typed: object, length: int = 8) -> str:
    """The code that was typed, or an empty string where it can be none."""
    code = typed.strip().upper().translate(_READ_AS) if isinstance(typed, str) else ""
    return code if len(code) == length and set(code) <= set(_ALPHABET) else ""


def shown(code: str) -> str:
    """In groups of four: `7K2M-9QXA`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
