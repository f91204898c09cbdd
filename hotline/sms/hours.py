"""The line's hours in the few plain characters of an SMS."""

from itertools import groupby

from hotline.line.facts import line

_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def hours_in_short() -> str:
    """`7:30-21:30 hang ngay`, or by days: `T2-T6 7:30-21:30, T7 8:00-12:00`."""
    by_day = {day: _spans(day) for day in range(7)}
    if len(set(by_day.values())) == 1:
        return f"{by_day[0]} hang ngay" if by_day[0] else "khi co nguoi truc"
    parts = []
    for spans, days in groupby(range(7), key=by_day.__getitem__):
        run = list(days)
        if spans:
            name = _DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}-{_DAYS[run[-1]]}"
            parts.append(f"{name} {spans}")
    return ", ".join(parts)


def _spans(day: int) -> str:
    found = sorted((item["opens"], item["closes"]) for item in line().hours if item["weekday"] == day)
    return " ".join(f"{opens.lstrip('0')}-{closes.lstrip('0')}" for opens, closes in found)
