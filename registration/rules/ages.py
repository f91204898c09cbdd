"""Ages from dates of birth as people know them: a whole date, or a year alone."""

from datetime import date

from portal.calendar.deadlines import add_months

Born = date | str | int | None


def age_on(born: date, day: date) -> int:
    """Completed years on `day`; somebody born on 29 February completes a year on 28 February."""
    years = day.year - born.year
    return years if add_months(born, 12 * years) <= day else years - 1


def age_range(born: Born, day: date) -> tuple[int, int] | None:
    """(youngest, oldest) possible age on `day`: equal for a whole date, a year apart for a year alone.

    `born` may be a date, "1985-03-02", "1985" or 1985; None for anything that is no date.
    """
    if isinstance(born, date):
        return (age_on(born, day),) * 2
    text = str(born or "").strip()
    try:
        if len(text) == 4:
            year = int(text)
            return age_on(date(year, 12, 31), day), age_on(date(year, 1, 1), day)
        return (age_on(date.fromisoformat(text), day),) * 2
    except ValueError:
        return None
