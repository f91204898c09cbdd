"""Exact look-up of encrypted words by keyed index: phone, personal number, name with date of birth.

The same normalising on both sides: what was stored and what is searched.
"""

import re
from datetime import date
from typing import Any

from portal.privacy.index import blind_index
from portal.sms.phones import BadPhone
from portal.sms.phones import normalise as normalise_phone
from portal.ui.vietnamese import fold
from registration.rules.ages import age_range

PHONE = "registration.phone"
ID_NUMBER = "registration.id_number"
NAME_DOB = "registration.name_dob"
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


def indexes_for(answers: dict[str, Any]) -> dict[str, str]:
    """The index columns of a registration with these answers."""
    return {
        "phone_index": phone_index(str(answers.get("phone") or "")),
        "id_index": id_index(str(answers.get("id_number") or "")),
        "name_dob_index": name_dob_index(str(answers.get("full_name") or ""), str(answers.get("date_of_birth") or "")),
    }


def age_band(date_of_birth: str, on: date) -> str:
    """The reports' age band on a day, by the younger age where only a year is known; empty when unknown or under 12."""
    ages = age_range(date_of_birth, on)
    bands = (("45+", 45), ("30-44", 30), ("18-29", 18), ("12-17", 12))
    return next((label for label, lowest in bands if ages and ages[0] >= lowest), "")
