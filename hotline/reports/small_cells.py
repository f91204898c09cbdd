"""Small numbers do not leave the supervisor's own page: whoever reads them could guess at a person.

In a list whose sum is known, one hidden number could be reckoned; so the next smallest is hidden with it, until at
least two are and their sum is not small itself.
"""

from typing import Any

SMALL = 5
"""Numbers from 1 to SMALL - 1 are hidden."""
Rows = list[tuple[Any, int]]


def is_small(number: int) -> bool:
    """Whether this number alone must be hidden."""
    return 0 < number < SMALL


def without_small(rows: Rows) -> list[tuple[Any, int | None]]:
    """The rows with None for what is hidden."""
    by_size = sorted((number, at) for at, (_value, number) in enumerate(rows) if number)
    hidden = {at for number, at in by_size if number < SMALL}
    for number, at in by_size:
        together = sum(rows[one][1] for one in hidden)
        if hidden and number >= SMALL and (len(hidden) < 2 or together < SMALL):
            hidden.add(at)
    return [(value, None if at in hidden else number) for at, (value, number) in enumerate(rows)]
