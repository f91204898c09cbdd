"""Fields of these forms: opening times of a day, words by commas, sentences by lines."""

import re
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.ui.typed_fields import Line, Words

_SPAN = re.compile(r"(\d{1,2})[:h.]?(\d{2})?-(\d{1,2})[:h.]?(\d{2})?")
Span = tuple[str, str]


class SeenForm(forms.Form):
    """`seen`: the number of the edition that the editor had before the eyes."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)

    def look_again(self, seen: int) -> None:
        """What was typed stays, to be compared with what counts now."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(seen)
        self.data = data


class SpansField(Line):
    """`07:30-11:30, 13:30-21:30` as pairs of times; empty: closed. `7h30 – 21h` is understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=80, required=False, **kwargs)

    def clean(self, value: Any) -> list[Span]:
        text = re.sub(r"\s+", "", super().clean(value)).lower().replace("–", "-").replace("—", "-")
        return [self._span(part) for part in re.split(r"[,;]", text) if part]

    def _span(self, part: str) -> Span:
        found = _SPAN.fullmatch(part)
        if not found:
            raise forms.ValidationError(_("Write times like 07:30-11:30, 13:30-21:30, or leave it empty."))
        hours = [int(found[1]), int(found[3])]
        minutes = [int(found[2] or 0), int(found[4] or 0)]
        opens, closes = (hour * 60 + minute for hour, minute in zip(hours, minutes, strict=True))
        if max(minutes) > 59 or not opens < closes <= 24 * 60:
            raise forms.ValidationError(_("A time is not right: the line must open before it closes."))
        return f"{hours[0]:02}:{minutes[0]:02}", f"{hours[1]:02}:{minutes[1]:02}"


def spans_text(rows: list[dict[str, Any]]) -> str:
    """Rows with `opens` and `closes` as the text of a SpansField."""
    return ", ".join(f"{row['opens']}-{row['closes']}" for row in rows if row["opens"])


class CommaWords(Words):
    """Words or phrases by commas, each once, in small letters."""

    def clean(self, value: Any) -> list[str]:
        parts = (" ".join(part.split()).lower() for part in re.split(r"[,\n]", super().clean(value)))
        return list(dict.fromkeys(part for part in parts if part))


class Sentences(Words):
    """One sentence a line."""

    def clean(self, value: Any) -> list[str]:
        return [line for line in super().clean(value).split("\n") if line]


class Spellings(Words):
    """`không = ko, k, hok`, one word a line, as a table."""

    def clean(self, value: Any) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for line in super().clean(value).lower().split("\n"):
            meant, sign, forms_of_it = (part.strip() for part in line.partition("="))
            if not line:
                continue
            if not sign or not meant or len(meant.split()) > 1:
                raise forms.ValidationError(_("Write one word a line, like: không = ko, k, hok"))
            typed = [part.strip() for part in forms_of_it.split(",") if part.strip()]
            table.setdefault(meant, []).extend(part for part in typed if part not in table[meant])
        return table
