"""The opening hours as one sentence for the person, made from the rows, so that no text can promise other hours."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

_DAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WORDS = {
    "vi": {"daily": "Mỗi ngày", "span": "từ {} đến {}", "and": " và ", "to": "{} đến {}", "closed": "nghỉ",
           "never": "Đường dây hiện chưa có giờ trực.", "holidays": "Đường dây nghỉ các ngày lễ, Tết."},
    "en": {"daily": "Every day", "span": "from {} to {}", "and": " and ", "to": "{} to {}", "closed": "closed",
           "never": "The line has no opening hours at present.", "holidays": "The line is closed on public holidays."},
}  # fmt: skip


def hours_in_words(hours: Mapping[str, Any], language: str) -> str:
    """`Mỗi ngày từ 7 giờ 30 đến 21 giờ 30.`, or by days; whether holidays are closed stands at the end."""
    words = _WORDS[language]
    by_day = {day: _spans(hours, day, language) for day in range(7)}
    if not any(by_day.values()):
        return words["never"]
    if len(set(by_day.values())) == 1:
        said = f"{words['daily']} {by_day[0]}."
    else:
        parts = []
        for spans, days in groupby(range(7), key=by_day.__getitem__):
            run = [_DAYS[language][day] for day in days]
            name = run[0] if len(run) == 1 else words["to"].format(run[0], run[-1])
            parts.append(f"{name} {spans or words['closed']}")
        said = "; ".join(parts) + "."
        said = said[0].upper() + said[1:]
    return said if hours["on_holidays"] else f"{said} {words['holidays']}"


def _spans(hours: Mapping[str, Any], day: int, language: str) -> str:
    words = _WORDS[language]
    rows = sorted((row["opens"], row["closes"]) for row in hours["week"] if row["weekday"] == day)
    return words["and"].join(words["span"].format(*(_time(text, language) for text in row)) for row in rows)


def _time(text: str, language: str) -> str:
    hour, minute = text.split(":")
    if language == "en":
        return f"{int(hour)}:{minute}"
    return f"{int(hour)} giờ" + (f" {minute}" if minute != "00" else "")
