"""What one edition says otherwise than the one before, line by line, for the history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

_KEYS = ("value", "number", "shortcut", "words", "date", "name")
_WORDS = {
    "week": pgettext_lazy("line", "week"),
    "items": "",
    "kinds": "",
    "phrases": "",
    "exceptions": pgettext_lazy("line", "single day"),
    "vi": pgettext_lazy("language of a text", "Vietnamese"),
    "en": pgettext_lazy("language", "English"),
}
NEVER_SHOWN = ("never",)


@dataclass(frozen=True)
class Difference:
    """One thing that changed: where, what stood before, what stands now; an empty text: it was not there."""

    where: str
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Everything that differs, in the order of the contents."""
    old, new = dict(_lines(before)), dict(_lines(after))
    found = [
        Difference(" · ".join(where), old.get(where, ""), new.get(where, ""))
        for where in dict.fromkeys([*old, *new])
        if old.get(where, "") != new.get(where, "")
    ]
    if not found and before != after:
        return [Difference(_("the order"), _("as before"), _("changed"))]
    return found


def _lines(content: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            if key not in NEVER_SHOWN:
                word = str(_WORDS.get(key, key))
                yield from _lines(value, (*where, word) if word else where)
    elif isinstance(content, list) and content and isinstance(content[0], Mapping):
        for place, entry in enumerate(content):
            named = next((str(entry[key]) for key in _KEYS if key in entry), "")
            if "weekday" in entry:
                named = f"{entry['weekday']} {entry['opens']}"
            yield from _lines(entry, (*where, named or str(place)))
    elif isinstance(content, list):
        yield where, "\n".join(str(entry) for entry in content)
    else:
        yield where, _truth(content) if isinstance(content, bool) else str(content)


def _truth(value: bool) -> str:
    return str(pgettext_lazy("answer", "yes") if value else pgettext_lazy("answer", "no"))
