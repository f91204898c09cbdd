"""Look-up of encrypted words by keyed index: phone, personal number, name with date of birth, the words of a name.

The same normalising on both sides: what was stored and what is searched.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from portal.privacy.index import blind_index
from portal.sms.phones import BadPhone
from portal.sms.phones import normalise as normalise_phone
from portal.ui.vietnamese import fold
from registration.rules.ages import age_range

PHONE = "registration.phone"
ID_NUMBER = "registration.id_number"
NAME_DOB = "registration.name_dob"
NAME_WORD = "registration.name_word"
MOST_NAME_WORDS = 20
_WORD = re.compile(r"\w+")
_NOT_ID_SIGN = re.compile(r"[^0-9A-Za-z]")


def phone_index(phone: str) -> str:
    """Index of a phone in any spelling; empty for none or no valid number."""
    if not phone:
        return ""
    try:
        return blind_index(normalise_phone(phone), PHONE)
    except BadPhone:
        return ""


def id_index(number: str) -> str:
    """Index of a personal or passport number; spaces, dots and case do not matter."""
    signs = _NOT_ID_SIGN.sub("", number).upper()
    return blind_index(signs, ID_NUMBER) if signs else ""


def name_dob_index(full_name: str, date_of_birth: str) -> str:
    """Index of a name (marks and case do not matter) with a date of birth as stored (`YYYY-MM-DD` or a year)."""
    if not full_name or not date_of_birth:
        return ""
    return blind_index(f"{fold(full_name)}|{date_of_birth}", NAME_DOB)


def name_words(*names: str) -> list[int]:
    """Keyed index of every word of the names, each once, in no order; marks and case do not matter.

    Half of a blind index, as a number: short enough for an array that the database searches by its parts.
    """
    words = sorted({word for name in names for word in _WORD.findall(fold(name))})[:MOST_NAME_WORDS]
    return [_name_word(word) for word in words]


@lru_cache(maxsize=20_000)
def _keyed_word(word: str, _key: str) -> int:
    return int.from_bytes(bytes.fromhex(blind_index(word, NAME_WORD)[:16]), signed=True)


def _name_word(word: str) -> int:
    return _keyed_word(word, settings.INDEX_KEY)


def indexes_for(answers: dict[str, Any]) -> dict[str, Any]:
    """The index columns of a registration with these answers."""
    return {
        "phone_index": phone_index(str(answers.get("phone") or "")),
        "id_index": id_index(str(answers.get("id_number") or "")),
        "name_dob_index": name_dob_index(str(answers.get("full_name") or ""), str(answers.get("date_of_birth") or "")),
        "name_words": name_words(str(answers.get("full_name") or ""), str(answers.get("other_name") or "")),
    }


def bands_for(answers: dict[str, Any], day: date) -> dict[str, Any]:
    """The coarse columns of the reports, for answers given on `day`."""
    earlier = str(answers.get("earlier_voluntary_count") or "0")
    return {
        "sex": str(answers.get("sex") or "")[:6],
        "age_band": age_band(str(answers.get("date_of_birth") or ""), day),
        "is_repeat": earlier.isdigit() and int(earlier) > 0,
    }


def age_band(date_of_birth: str, on: date) -> str:
    """The reports' age band on a day, by the younger age where only a year is known; empty when unknown or under 12."""
    ages = age_range(date_of_birth, on)
    bands = (("45+", 45), ("30-44", 30), ("18-29", 18), ("12-17", 12))
    return next((label for label, lowest in bands if ages and ages[0] >= lowest), "")
