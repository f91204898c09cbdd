"""The public holidays ahead, and what the line does on them: so that nobody forgets Tết."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hotline.line.hours import spans_on
from portal.calendar.models import working_days

AHEAD_DAYS = 400


@dataclass(frozen=True)
class Holiday:
    """A public holiday; `times` empty: closed. `said`: somebody decided this day by itself."""

    day: date
    name: str
    times: str
    said: bool


def holidays_ahead(hours: dict[str, Any], today: date) -> list[Holiday]:
    """The holidays of the next AHEAD_DAYS days, by the portal's calendar."""
    days, said = working_days(), {entry["date"] for entry in hours["exceptions"]}
    found = []
    for ahead in range(AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if days.is_holiday(day):
            spans = spans_on(hours, day)
            times = ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans)
            found.append(Holiday(day, days.name_of(day), times, day.isoformat() in said))
    return found
