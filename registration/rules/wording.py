"""Turns references and amounts of the rules into words: "điểm b khoản 4 Điều 89 Nghị định …", "24 giờ", "2 days"."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from .model import Document, Lang

OWN = "own"
OWN_WORDS = {"vi": "Cam kết của cổng Đường Về", "en": "Our own promise"}
UNITS = {
    "vi": {"hours": "giờ", "days": "ngày", "working_days": "ngày làm việc", "months": "tháng"},
    "en": {"hours": "hour", "days": "day", "working_days": "working day", "months": "month"},
}
_ONE = re.compile(
    r"(?P<document>[A-Z]+\d*)"
    r"(?: (?P<first>\d+)–(?P<last>\d+)| (?P<article>\d+[a-z]?)(?:\.(?P<clause>\d+)(?P<point>[a-zđ])?)?)?"
)


class BadReference(ValueError):
    """A reference cannot be read or names an unknown document."""


def cite(reference: str, documents: Mapping[str, Document], lang: Lang) -> str:
    """ "D 89.4b; L 29" in words; a document cited several times in a row is named once. Raises BadReference."""
    if reference == OWN:
        return OWN_WORDS[lang]
    found = [_take_apart(one.strip(), documents, lang) for one in reference.split(";")]
    return "; ".join(_join(name, [place for _, place in run], lang) for name, run in groupby(found, key=itemgetter(0)))


def _join(document: str, places: Iterable[str], lang: Lang) -> str:
    where = ", ".join(place for place in places if place)
    if not where:
        return document
    return f"{document}, {where}" if lang == "en" else f"{where} {document}"


def _take_apart(reference: str, documents: Mapping[str, Document], lang: Lang) -> tuple[str, str]:
    """(name of the document, place in it)."""
    found = _ONE.fullmatch(reference)
    if found is None or found["document"] not in documents:
        raise BadReference(f"cannot read the reference {reference!r} (known documents: {', '.join(documents)})")
    document = documents[found["document"]].name(lang)
    if found["first"]:
        word = "articles" if lang == "en" else "các điều"
        return document, f"{word} {found['first']}–{found['last']}"
    return document, _place(found, lang) if found["article"] else ""


def _place(found: re.Match[str], lang: Lang) -> str:
    if lang == "en":
        clause = f" clause {found['clause']}" if found["clause"] else ""
        point = f" point {found['point']}" if found["point"] else ""
        return f"article {found['article']}{clause}{point}"
    point = f"điểm {found['point']} " if found["point"] else ""
    clause = f"khoản {found['clause']} " if found["clause"] else ""
    return f"{point}{clause}Điều {found['article']}"


def amount_words(number: int, unit: str, lang: Lang, at_least: int | None = None) -> str:
    """(24, "hours") -> "24 giờ" / "24 hours"; (12, "months", at_least=6) -> "6 đến 12 tháng" / "6 to 12 months"."""
    span = str(number)
    if at_least is not None:
        span = f"{at_least} to {number}" if lang == "en" else f"{at_least} đến {number}"
    plural = "s" if lang == "en" and number != 1 else ""
    return f"{span} {UNITS[lang][unit]}{plural}"


def fill(words: str, values: Mapping[str, str]) -> str:
    """The sentence with its {names} filled and its first letter large. Raises KeyError for an unknown name."""
    text = words.format_map(values)
    return text[0].upper() + text[1:]
