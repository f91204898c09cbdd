"""The personal identification number: twelve digits that tell place, century, sex and year, but prove nothing.

3 place of registration · 1 century and sex · 2 year of birth · 6 serial, no check digit. A contradiction is a warning
to confirm, never a wall: records are wrong, sexes are changed, people are born abroad. Nine digits are the paper that
lost its validity on 1 January 2025: a hint. The tables stand in `data/rules.toml` under [personal_number].
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from .version import RuleSet

LENGTH = 12
OLD_LENGTH = 9
MALE, FEMALE = "male", "female"
SHOWN_FIRST, SHOWN_LAST = 3, 2


class Doubt(StrEnum):
    """What may be wrong; `text` says it to the writer."""

    UNKNOWN_PLACE = "unknown_place"
    OTHER_SEX = "other_sex"
    OTHER_YEAR = "other_year"
    NOT_BORN_YET = "not_born_yet"

    @property
    def text(self) -> str:
        return str(_TEXTS[self])


_TEXTS = {
    Doubt.UNKNOWN_PLACE: _("The first three digits are not a province of Vietnam. Right if registered abroad."),
    Doubt.OTHER_SEX: _("The number says another sex than the one chosen. Please look at the paper once more."),
    Doubt.OTHER_YEAR: _("The number says another year of birth. Please look at the paper once more."),
    Doubt.NOT_BORN_YET: _("The number says a year of birth that has not come yet. Please look at it once more."),
}


class NotAPersonalNumber(ValueError):
    """Not twelve digits. `old_paper` is true for nine digits, the identity paper that is no longer valid."""

    def __init__(self, *, old_paper: bool) -> None:
        self.old_paper = old_paper
        super().__init__(
            _("This looks like the old nine-digit paper. Please give the twelve digits of the identity card.")
            if old_paper
            else _("The personal number has twelve digits.")
        )


@dataclass(frozen=True)
class PersonalNumber:
    """A number of twelve digits and what they say."""

    digits: str
    place: str
    sex: str
    year: int


def normalise(text: str) -> str:
    """The digits, without the spaces, dots and dashes that people put between them."""
    return "".join(sign for sign in text if sign not in " .-\u00a0\u2011\u2013")


def read(text: str, rules: RuleSet) -> PersonalNumber:
    """The number taken apart. Raises NotAPersonalNumber."""
    digits = normalise(text)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        raise NotAPersonalNumber(old_paper=len(digits) == OLD_LENGTH and digits.isascii() and digits.isdigit())
    century, female = divmod(int(digits[3]), 2)
    year = rules.first_century + 100 * century + int(digits[4:6])
    return PersonalNumber(digits, digits[:3], FEMALE if female else MALE, year)


def doubts(
    number: PersonalNumber, rules: RuleSet, *, sex: str = "", born_in: int | None = None, today: date
) -> list[Doubt]:
    """Where the number contradicts the other answers; an unanswered question contradicts nothing."""
    found = []
    if number.place not in rules.place_codes:
        found.append(Doubt.UNKNOWN_PLACE)
    if sex and sex != number.sex:
        found.append(Doubt.OTHER_SEX)
    if number.year > today.year:
        found.append(Doubt.NOT_BORN_YET)
    elif born_in is not None and born_in != number.year:
        found.append(Doubt.OTHER_YEAR)
    return found


def masked(text: str) -> str:
    """As staff and citizen see it: first three and last two signs, dots between. Short texts are hidden whole."""
    digits = normalise(text)
    hidden = len(digits) - SHOWN_FIRST - SHOWN_LAST
    if hidden <= 0:
        return "•" * len(digits)
    return digits[:SHOWN_FIRST] + "•" * hidden + digits[-SHOWN_LAST:]
