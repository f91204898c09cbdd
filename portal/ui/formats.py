"""How dates, times and telephone numbers are written for people, in the page's language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def vn_date(value: Any) -> str:
    """A day: "01/07/2026", in English "1 July 2026". Takes date, datetime (shown in local time) or ISO text."""
    moment = _moment(value)
    if moment is None:
        return str(value or "")
    return _english(moment) if _in_english() else f"{moment:%d/%m/%Y}"


def vn_date_long(value: Any) -> str:
    """A day in words: "ngày 1 tháng 7 năm 2026", in English "1 July 2026"."""
    moment = _moment(value)
    if moment is None:
        return str(value or "")
    return _english(moment) if _in_english() else f"ngày {moment.day} tháng {moment.month} năm {moment.year}"


def vn_datetime(value: Any) -> str:
    """A moment in local time: "09:40 ngày 01/07/2026", in English "1 July 2026, 09:40". Other text stays as it is."""
    moment = _moment(value)
    if not isinstance(moment, datetime):
        return vn_date(value)
    day = vn_date(moment)
    return f"{day}, {moment:%H:%M}" if _in_english() else f"{moment:%H:%M} ngày {day}"


def phone(value: Any) -> str:
    """A number as people read it: "+84901234567" → "0901 234 567". Foreign numbers keep their code."""
    text = str(value or "").replace(" ", "")
    if text.startswith("+84"):
        text = "0" + text[3:]
    if text.isdigit() and len(text) == 10:
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    return text


def _moment(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            value = parse_datetime(value) or parse_date(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return timezone.localtime(value) if timezone.is_aware(value) else value
    return value if isinstance(value, date) else None


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _in_english() -> bool:
    return (get_language() or "").startswith("en")
